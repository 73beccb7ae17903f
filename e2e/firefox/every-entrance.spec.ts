/** Every way to a camera, in a stock Firefox. */
import { expectEntrances } from '../expectations/entrances';
import { test } from '../fixtures/firefox/test';

expectEntrances(test, ['mozGetUserMedia']);
