/** The panels, in a stock Firefox. */
import { expectPanels } from '../expectations/panels';
import { test } from '../fixtures/firefox/test';

expectPanels(test);
