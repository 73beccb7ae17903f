import { minify, type Plugin } from 'vite';

/** Minifies the scripts that are copied as they are, such as the loader of an engine's WASM: 41 kB of the archive. */
export function minifiedAssets(): Plugin {
  return {
    name: 'veil:minified-assets',
    apply: 'build',
    async generateBundle(_, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type !== 'asset' || !/^assets\/.*\.js$/.test(name)) continue;
        const { code, errors } = await minify(name, file.source.toString(), { module: true });
        if (errors.length)
          throw new Error(`expected ${name} to be a script: ${errors[0]?.message}`);
        file.source = code;
      }
    },
  };
}
