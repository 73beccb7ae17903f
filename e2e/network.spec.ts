/** The engine of our own, in Chromium. */
import { expectNetwork } from './expectations/network';
import { test } from './fixtures/test';

expectNetwork(test);
