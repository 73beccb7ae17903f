/** Requests that come close together, in a stock Firefox. */
import { expectRequests } from '../expectations/requests';
import { test } from '../fixtures/firefox/test';

expectRequests(test);
