import { expectCuriousPages } from '../expectations/curious-pages';
import { test } from '../fixtures/firefox/test';

expectCuriousPages(test);
