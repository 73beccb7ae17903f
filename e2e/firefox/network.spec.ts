/** The engine of our own, in a stock Firefox. */
import { expectNetwork } from '../expectations/network';
import { test } from '../fixtures/firefox/test';

expectNetwork(test);
