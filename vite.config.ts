import { crx } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { injectedScripts } from './build/injected.ts';
import { makeFiles } from './build/made.ts';
import { managedSchema } from './build/managed.ts';
import { minifiedAssets } from './build/minified.ts';
import { AHEAD, popupScripts } from './build/popup-scripts.ts';
import { kernelsDefinition } from './kernels/build.ts';
import { firefoxManifest, OLDEST_FIREFOX } from './manifest.firefox.ts';
import { manifest } from './manifest.ts';
import { collectNotices } from './package/notices.ts';

type PreloadHost = { readonly hostType: 'html' | 'js' };

/** `--mode firefox` builds for Firefox. */
export default defineConfig(async ({ mode }) => {
  const isFirefox = mode === 'firefox';
  const notices = collectNotices();
  return {
    publicDir: await makeFiles(),
    define: await kernelsDefinition(),
    plugins: [
      injectedScripts(),
      preact({ devToolsEnabled: false }),
      crx(isFirefox ? { manifest: firefoxManifest(), browser: 'firefox' } : { manifest }),
      minifiedAssets(),
      notices.write,
      popupScripts(),
      ...(isFirefox ? [] : [managedSchema()]),
    ],
    worker: { format: 'es' as const, plugins: () => [notices.collect] },
    build: {
      outDir: isFirefox ? 'dist/firefox' : 'dist/chromium',
      emptyOutDir: true,
      target: isFirefox ? `firefox${OLDEST_FIREFOX}` : 'chrome140',
      // The entries' own chunks come together with them; nothing is preloaded by a script.
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_: string, dependencies: string[], { hostType }: PreloadHost) =>
          hostType === 'html' ? dependencies : [],
      },
      rollupOptions: {
        input: {
          segmenter: 'src/segmenter/frame.html',
          ahead: AHEAD,
          ...(!isFirefox && { link: 'src/link/frame.html' }),
        },
        // A file of its own: what the store's linter finds in it stays apart from our own code.
        output: {
          codeSplitting: {
            groups: [{ name: 'preact', test: /[\\/]node_modules[\\/]preact[\\/]/ }],
          },
        },
      },
    },
  };
});
