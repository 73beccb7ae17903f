import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { PACKAGE as MODEL } from '../models/source.ts';
import { COMPONENTS, type Component } from './components.ts';

/** Goes into each archive. */
export const NOTICES = 'THIRD_PARTY_NOTICES';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TEXTS = fileURLToPath(new URL('licences/', import.meta.url));
const RULE = '='.repeat(80);
/** In what is built, though no module of theirs is: the model, and those who leave lines of their own. */
const BESIDES = [MODEL.name, 'assemblyscript', 'rolldown'];
const FILES = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENCE'];

/**
 * Two plugins that write the notices of all that is bundled. collect: for the builds of workers. write: for the
 * main build. The build fails where a package has no licence.
 */
export function collectNotices(): { readonly collect: Plugin; readonly write: Plugin } {
  const found = new Set(BESIDES.map((name) => join(ROOT, 'node_modules', name)));
  const collect: Plugin = {
    name: 'veil:collect-notices',
    apply: 'build',
    buildEnd() {
      for (const id of this.getModuleIds()) {
        const folder = packageFolder(id);
        if (folder) found.add(folder);
      }
    },
  };
  const write: Plugin = {
    ...collect,
    name: 'veil:write-notices',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: NOTICES, source: noticesOf([...found]) });
    },
  };
  return { collect, write };
}

/** Folder of the package that a module is from; undefined for one of ours, and what bundlers make up. */
export function packageFolder(id: string): string | undefined {
  return /^[^\0].*\/node_modules\/(?:@[^/]+\/)?[^/?]+/.exec(id.replaceAll('\\', '/'))?.[0];
}

/** The notices of packages. Throws an Error that names one whose licence cannot be told. */
export function noticesOf(folders: readonly string[]): string {
  const packages = folders.map(readPackage).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const sections = packages.flatMap((each) => [
    sectionOf(`${each.name} ${each.version}`, each.licence, each.text),
    ...(COMPONENTS[each.name] ?? []).map((part) => componentSection(part, each.name)),
  ]);
  return [
    'Veil is licensed under the Apache License 2.0. It holds work of others, under their licences:\n',
    ...sections,
    sectionOf('Apache License 2.0', undefined, readFileSync(join(ROOT, 'LICENSE'), 'utf8')),
  ].join('\n');
}

type Package = {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
};

function readPackage(folder: string): Package {
  const { name, version, license, author } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const file = FILES.map((each) => join(folder, each)).find(existsSync);
  const notice = join(folder, 'NOTICE');
  if (!license || (!file && license !== 'Apache-2.0'))
    throw new Error(`${name} is bundled, and its licence is not known (${folder}).`);
  const text = [
    file ? readFileSync(file, 'utf8') : `Copyright ${author?.name ?? author}\n\n${BELOW}`,
    existsSync(notice) ? readFileSync(notice, 'utf8') : '',
  ];
  return { name, version, licence: license, text: text.join('\n') };
}

const BELOW = 'Apache License 2.0, below.';

function componentSection({ name, licence, text }: Component, within: string): string {
  const words = text ? readFileSync(join(TEXTS, text), 'utf8') : BELOW;
  return sectionOf(`${name}, in ${within}`, licence, words);
}

function sectionOf(name: string, licence: string | undefined, text: string): string {
  return `${RULE}\n${licence ? `${name} (${licence})` : name}\n${RULE}\n\n${unix(text).trim()}\n`;
}

/** The same on every system. */
const unix = (text: string) => text.replaceAll('\r\n', '\n');
