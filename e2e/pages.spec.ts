/** The main job on pages of every kind, in Chromium. */
import { expectPages } from './expectations/pages';
import { test } from './fixtures/test';

// A page that forbids workers and WASM of its own has those of the extension.
expectPages(test, 'extension');
