import { defineConfig } from 'playwright/test';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // One browser at a time: a call fills both cores of a small machine.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  // A shared machine may stand still for seconds; what passes the second time is reported as flaky.
  retries: process.env['CI'] ? 1 : 0,
  reporter: [['list']],
  forbidOnly: Boolean(process.env['CI']),
});
