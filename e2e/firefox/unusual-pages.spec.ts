/** Hostile and unusual pages, in a stock Firefox. */
import { expectUnusualPages } from '../expectations/unusual-pages';
import { test } from '../fixtures/firefox/test';

expectUnusualPages(test);
