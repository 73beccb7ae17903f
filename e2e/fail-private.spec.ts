/** The first promise, in Chromium. */
import { expectFailPrivate } from './expectations/fail-private';
import { withBrokenVeil } from './fixtures/broken-veil';
import { test } from './fixtures/test';

expectFailPrivate(
  test,
  (harm, use) => withBrokenVeil(harm, async (veil) => use(veil, await veil.context.newPage())),
  // Without a worker of its own, a page's frames go through the extension.
  ['plain', 'strict-csp'],
  ['no-wasm', 'strict-csp'],
);
