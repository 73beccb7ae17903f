import { expectCuriousPages } from './expectations/curious-pages';
import { test } from './fixtures/test';

expectCuriousPages(test);
