import { defineConfig } from 'playwright/test';
import type { FirefoxWorker } from './e2e/fixtures/firefox/test';

export default defineConfig<object, FirefoxWorker>({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  projects: [
    { name: 'chromium', testIgnore: '**/e2e/firefox/**' },
    // Without a screen Firefox has no WebGL.
    { name: 'firefox', testDir: 'e2e/firefox', testIgnore: '**/webgl.spec.ts' },
    {
      name: 'firefox-webgl',
      testDir: 'e2e/firefox',
      testMatch: ['**/call.spec.ts', '**/pages.spec.ts', '**/webgl.spec.ts'],
      // Of the pages, one whose loop is on the main thread; the others differ in nothing that WebGL minds.
      grepInvert:
        /hidden tab|look-alikes|plain page: the|isolated page|srcdoc|cross-origin|about:blank/,
      use: { webgl: true },
    },
  ],
  outputDir: 'test-results',
  // What one test waits for, another fills. Those that judge speed are locked to run alone.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  // A shared machine may stand still for seconds; what passes the second time, alone, is reported as flaky.
  retries: process.env['CI'] ? 1 : 0,
  retryStrategy: 'isolated',
  reporter: [['list'], ['./gate/slowest.ts']],
  forbidOnly: Boolean(process.env['CI']),
});
