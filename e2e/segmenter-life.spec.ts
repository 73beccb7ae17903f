/** When the segmenter comes and goes, in Chromium. */
import { expectSegmenterLife } from './expectations/segmenter-life';
import { withBrokenVeil } from './fixtures/broken-veil';
import { test } from './fixtures/test';

expectSegmenterLife(test, (harm, use) =>
  withBrokenVeil(harm, async (veil) => use(veil, await veil.newPage())),
);
