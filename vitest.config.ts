import { configDefaults, defineConfig } from 'vitest/config';
import { kernelsDefinition } from './kernels/build';

export default defineConfig(async () => ({
  define: await kernelsDefinition(),
  test: {
    include: ['{src,build,models,public,package,gate,store,presenter,e2e,demo,bench}/**/*.test.ts'],
    testTimeout: 30_000,
    // With `--changed`: no test imports what stands in `define`, so any may depend on it.
    forceRerunTriggers: [...configDefaults.forceRerunTriggers, '**/kernels/{build.ts,assembly/**}'],
    // By itself it leaves a core free, which is half of a small machine.
    maxWorkers: '100%',
  },
}));
