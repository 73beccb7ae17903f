/** When the segmenter comes and goes, in a stock Firefox. */
import { expectSegmenterLife } from '../expectations/segmenter-life';
import { test, withBroken } from '../fixtures/firefox/test';

expectSegmenterLife(test, withBroken);
