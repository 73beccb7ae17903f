/** Hostile and unusual pages, in Chromium. */
import { expectUnusualPages } from './expectations/unusual-pages';
import { test } from './fixtures/test';

expectUnusualPages(test);
