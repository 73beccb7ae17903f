/** What is in the package, and what it asks of the network: nothing. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decompress } from 'fzstd';
import { PACKED_ENGINE, readEngine } from '../build/engine';
import { archiveOf, filesIn } from '../package/archive';
import { NOTICES } from '../package/notices';
import project from '../package.json' with { type: 'json' };
import { fallbackFile } from './fixtures/broken-veil';
import { waitForPerson } from './fixtures/call';
import { BUILT_ADDON } from './fixtures/firefox/veil';
import { expect, test } from './fixtures/test';
import { BUILT_EXTENSION } from './fixtures/veil';

const BUILDS = { Chromium: BUILT_EXTENSION, Firefox: BUILT_ADDON };
const SOURCES = fileURLToPath(new URL('../src', import.meta.url));

const read = (file: string) => readFile(join(BUILT_EXTENSION, file), 'utf8');

test('scripts in the page need nothing but themselves', async () => {
  for (const file of ['src/patch/index.iife.js', 'src/page/pipeline.iife.js']) {
    const script = await read(file);
    expect(script).not.toMatch(/\b(chrome|browser)\.[a-z]/);
    expect(script).not.toMatch(/^\s*(import|export)\b/m);
  }
});

for (const [browser, folder] of Object.entries(BUILDS)) {
  test(`every file of the package is asked for by another one, for ${browser}`, async () => {
    const files = filesIn(folder);
    const scripts = files.filter((file) => /\.(js|html|css|json)$/.test(file));
    const texts = await Promise.all(
      scripts.map(async (file) => ({ file, text: await readFile(join(folder, file), 'utf8') })),
    );
    const isNamed = (file: string, name: string) =>
      texts.some((each) => each.file !== file && each.text.includes(name));
    const isUsed = (file: string) => {
      // Named by its id, which the gallery has, and by state and size, which the toolbar has.
      const backdrop = /^backdrops\/(\w+)(\.thumb)?\.webp$/.exec(file)?.[1];
      // Found by the browser, for the language it has.
      if (/^_locales\/\w+\/messages\.json$/.test(file)) return true;
      const icon = /^icons\/([\w-]+)-(16|32)\.png$/.exec(file)?.[1];
      return isNamed(file, backdrop ?? icon ?? basename(file));
    };
    const roots = ['manifest.json', NOTICES];
    expect(files.filter((file) => !roots.includes(file) && !isUsed(file))).toEqual([]);
  });

  test(`the package is at most 4.5 MB zipped, for ${browser}`, () => {
    expect(archiveOf(folder, filesIn(folder)).length).toBeLessThanOrEqual(4_500_000);
  });

  test(`the engine to fall back on comes out as its package has it, for ${browser}`, async () => {
    const engine = decompress(await readFile(fallbackFile(folder)));
    expect(Buffer.compare(engine, await readEngine())).toBe(0);
  });

  test(`a page can open the frames of the package and nothing else, for ${browser}`, async () => {
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    const opened: { resources: string[]; use_dynamic_url?: boolean }[] =
      manifest.web_accessible_resources;
    expect(opened.flatMap(({ resources }) => resources)).toEqual([
      'src/segmenter/frame.html',
      ...(browser === 'Chromium' ? ['src/link/frame.html'] : []),
    ]);
    // By addresses that no page knows: Chromium makes new ones for each session, Firefox for each profile.
    expect(opened.map((each) => each.use_dynamic_url)).toEqual([
      browser === 'Chromium' ? true : undefined,
    ]);
    expect(manifest.version).toBe(project.version);
  });

  test(`each package that the sources import has its licence in the package, for ${browser}`, async () => {
    const notices = await readFile(join(folder, NOTICES), 'utf8');
    const sources = filesIn(SOURCES).filter(
      (file) => /\.tsx?$/.test(file) && !/\.(test|d)\.ts$|(^|\/)tests\//.test(file),
    );
    const imported = new Set<string>();
    for (const file of sources) {
      const text = await readFile(join(SOURCES, file), 'utf8');
      for (const [, name = ''] of text.matchAll(/from '((?:@[\w.-]+\/)?[\w-][\w.-]*)/g))
        imported.add(name);
    }
    expect([...imported]).toContain('preact');
    const missing = [...imported].filter((name) => !notices.includes(`\n${name} `));
    expect(missing).toEqual([]);
    // What no import shows: the model, and what is inside the engine's WASM.
    for (const name of ['@mediapipe/selfie_segmentation', 'XNNPACK', 'Eigen'])
      expect(notices).toContain(name);
  });
}

test('no code holds the address of a server that gathers usage data', async () => {
  const files = (await readdir(BUILT_EXTENSION, { recursive: true })).filter((file) =>
    file.endsWith('.js'),
  );
  expect(files.length).toBeGreaterThan(3);
  const texts = await Promise.all(files.map(async (file) => ({ file, text: await read(file) })));
  const engine = decompress(await readFile(fallbackFile(BUILT_EXTENSION)));
  texts.push({ file: PACKED_ENGINE, text: Buffer.from(engine).toString('latin1') });
  // Comments and namespaces name other addresses; nothing is ever sent to those.
  const gatherer = /https?:\/\/[a-z0-9.-]*(googleapis|google-analytics|gstatic|sentry)\.[a-z]+/;
  for (const { file, text } of texts) expect(gatherer.exec(text)?.[0], file).toBeUndefined();
});

test('no part of the benches is in the package: nothing there can leave a phase out', async () => {
  const scripts = (await readdir(BUILT_EXTENSION, { recursive: true })).filter((file) =>
    file.endsWith('.js'),
  );
  expect(scripts).toContain('src/page/pipeline.iife.js');
  for (const script of scripts) expect(await read(script), script).not.toContain('Veil bench');
});

test('the extension may reach nothing but itself', async () => {
  const manifest = JSON.parse(await read('manifest.json'));
  const policy: string = manifest.content_security_policy.extension_pages;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toMatch(/https?:|\*|unsafe-inline|'unsafe-eval'/);
});

test('a call asks nothing of the network', async ({ veil, page, server }) => {
  const asked: string[] = [];
  veil.context.on('request', (request) => asked.push(request.url()));
  await veil.setEffect({ kind: 'image', id: 'dusk' });
  await page.goto(server.url('plain'));
  await page.evaluate(() => window.call.start());
  await waitForPerson(page, 'near', 10);
  const own = new URL(server.url('plain')).origin;
  const foreign = asked.filter(
    (url) => !url.startsWith(own) && !/^(chrome-extension|blob|data):/.test(url),
  );
  expect(asked).toContain(server.url('plain'));
  expect(asked.filter((url) => url.endsWith(PACKED_ENGINE))).toEqual([]);
  expect(foreign).toEqual([]);
});
