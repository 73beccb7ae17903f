/** Changes in mid-call, in a stock Firefox. */
import { expectMidCall } from '../expectations/mid-call';
import { test } from '../fixtures/firefox/test';

expectMidCall(test);
