/** Settings in a running call, in a stock Firefox. */
import { expectSettings } from '../expectations/settings';
import { test } from '../fixtures/firefox/test';

expectSettings(test);
