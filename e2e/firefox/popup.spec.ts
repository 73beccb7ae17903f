/** The popup beside a running call, in a stock Firefox. */
import { expectPopup } from '../expectations/popup';
import { test } from '../fixtures/firefox/test';

expectPopup(test, 'about:license');
