/** Every way to a camera, in Chromium. */
import { expectEntrances } from './expectations/entrances';
import { test } from './fixtures/test';

expectEntrances(test, ['webkitGetUserMedia', 'getUserMedia']);
