import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['{src,models,public,e2e,demo,bench}/**/*.test.ts'], testTimeout: 30_000 },
});
