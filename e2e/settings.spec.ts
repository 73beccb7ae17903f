/** Settings in a running call, in Chromium. */
import { expectSettings } from './expectations/settings';
import { test } from './fixtures/test';

expectSettings(test);
