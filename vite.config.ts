import { crx } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { makeFiles } from './build/made';
import { kernelsDefinition } from './kernels/build';
import { firefoxManifest, OLDEST_FIREFOX } from './manifest.firefox';
import manifest from './manifest.json' with { type: 'json' };

/**
 * LiteRT without relaxed SIMD, which Firefox 140 has not: docs/decisions/0006-two-engines.md,
 * docs/browser-faults.md#relaxed-simd.
 */
const LITERT_WITHOUT_RELAXED_SIMD = {
  find: /(?<=\/litert_wasm)(?=_internal\.)/,
  replacement: '_compat',
};

/** `--mode firefox` builds for Firefox. */
export default defineConfig(async ({ mode }) => {
  const isFirefox = mode === 'firefox';
  return {
    publicDir: await makeFiles(),
    resolve: { alias: isFirefox ? [LITERT_WITHOUT_RELAXED_SIMD] : [] },
    define: await kernelsDefinition(),
    plugins: [
      preact({ devToolsEnabled: false }),
      crx(isFirefox ? { manifest: firefoxManifest(), browser: 'firefox' } : { manifest }),
    ],
    worker: { format: 'es' as const },
    build: {
      outDir: isFirefox ? 'dist/firefox' : 'dist/chromium',
      emptyOutDir: true,
      target: isFirefox ? `firefox${OLDEST_FIREFOX}` : 'chrome140',
      modulePreload: false,
      rollupOptions: { input: { segmenter: 'src/segmenter/frame.html' } },
    },
  };
});
