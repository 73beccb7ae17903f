/** The first promise, in a stock Firefox. */
import { expectFailPrivate } from '../expectations/fail-private';
import { test, withBroken } from '../fixtures/firefox/test';

expectFailPrivate(test, withBroken, ['plain'], ['no-wasm']);
