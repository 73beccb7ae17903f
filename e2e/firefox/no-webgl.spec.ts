/** Without a screen, a stock Firefox has no WebGL. */
import { expectNoWebGl } from '../expectations/no-webgl';
import { test } from '../fixtures/firefox/test';

expectNoWebGl(test);
