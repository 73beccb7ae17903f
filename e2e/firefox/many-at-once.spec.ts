/** Many calls, frames and tabs at once, in a stock Firefox. */
import { expectManyAtOnce } from '../expectations/many-at-once';
import { test } from '../fixtures/firefox/test';

expectManyAtOnce(test);
