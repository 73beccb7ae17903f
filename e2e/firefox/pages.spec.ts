/** The main job on pages of every kind, in a stock Firefox. */
import { expectPages } from '../expectations/pages';
import { test } from '../fixtures/firefox/test';

// A page that forbids workers runs the loop itself.
expectPages(test, 'page');
