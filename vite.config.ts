import { crx } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { makeFiles } from './build/made';
import { kernelsDefinition } from './kernels/build';
import { firefoxManifest, OLDEST_FIREFOX } from './manifest.firefox';
import manifest from './manifest.json' with { type: 'json' };

/** `--mode firefox` builds for Firefox. */
export default defineConfig(async ({ mode }) => {
  const isFirefox = mode === 'firefox';
  return {
    publicDir: await makeFiles(),
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
