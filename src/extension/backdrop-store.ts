import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { PRESET_PREFIX } from '../shared/effect';
import { browser } from './browser';

/** A picture of the user's own, as it was prepared when chosen. */
export type OwnBackdrop = {
  /** `own-…`. */
  readonly id: string;
  readonly title: string;
  /** An encoded picture, 2560 pixels long at most; older ones may be smaller than a call's picture. */
  readonly picture: Blob;
  /** A film that begins with the picture (shared/film). */
  readonly film?: Blob;
  /** The picture, as small as a gallery shows it; those of older Veils have none. */
  readonly thumb?: Blob;
  /** When it was added, ms since 1970. */
  readonly added: number;
  /** Its place among the others; those of older Veils stand where they were added. */
  readonly order?: number;
};

/** Whether this page stands in a private window: Firefox keeps no pictures there (docs/browser-faults.md#private-windows). */
export const isPrivate = (): boolean => browser.extension.inIncognitoContext === true;

interface Schema extends DBSchema {
  backdrops: { key: string; value: OwnBackdrop };
}

const open = () =>
  openDB<Schema>('veil', 1, {
    upgrade: (database) => {
      database.createObjectStore('backdrops', { keyPath: 'id' });
    },
  });

/** All own backdrops, in the user's order. */
export async function listOwnBackdrops(): Promise<OwnBackdrop[]> {
  const all = await withStore((database) => database.getAll('backdrops'));
  return all.toSorted((a, b) => (a.order ?? a.added) - (b.order ?? b.added));
}

/** One own backdrop; undefined when there is none of this id. */
export function readOwnBackdrop(id: string): Promise<OwnBackdrop | undefined> {
  return withStore((database) => database.get('backdrops', id));
}

/** Stores one, in the place of what has its id. */
export function addOwnBackdrop(backdrop: OwnBackdrop): Promise<void> {
  return withStore(async (database) => {
    await database.put('backdrops', backdrop);
  });
}

/** Stores all of them, or none. */
export function addOwnBackdrops(backdrops: readonly OwnBackdrop[]): Promise<void> {
  return withStore(async (database) => {
    const { store, done } = database.transaction('backdrops', 'readwrite');
    await Promise.all([...backdrops.map((backdrop) => store.put(backdrop)), done]);
  });
}

/** Keeps these pictures of the organisation's, and no others of its own. One that is there stays as it is. */
export function keepPresets(presets: readonly OwnBackdrop[]): Promise<void> {
  return withStore(async (database) => {
    const { store, done } = database.transaction('backdrops', 'readwrite');
    const kept = (await store.getAllKeys()).filter((id) => id.startsWith(PRESET_PREFIX));
    const gone = kept.filter((id) => presets.every((preset) => preset.id !== id));
    for (const id of gone) await store.delete(id);
    for (const preset of presets) if (!kept.includes(preset.id)) await store.put(preset);
    await done;
  });
}

/** Changes some of what is kept of one; one that is gone stays so. */
export function changeOwnBackdrop(
  id: string,
  change: Partial<Omit<OwnBackdrop, 'id'>>,
): Promise<void> {
  return withStore(async (database) => {
    const { store, done } = database.transaction('backdrops', 'readwrite');
    const backdrop = await store.get(id);
    if (backdrop) await store.put({ ...backdrop, ...change });
    await done;
  });
}

/** Puts the backdrops of these ids in this order. */
export function orderOwnBackdrops(ids: readonly string[]): Promise<void> {
  return withStore(async (database) => {
    const { store, done } = database.transaction('backdrops', 'readwrite');
    for (const [order, id] of ids.entries()) {
      const backdrop = await store.get(id);
      if (backdrop) await store.put({ ...backdrop, order });
    }
    await done;
  });
}

export function removeOwnBackdrop(id: string): Promise<void> {
  return withStore((database) => database.delete('backdrops', id));
}

async function withStore<Answer>(
  use: (database: IDBPDatabase<Schema>) => Promise<Answer>,
): Promise<Answer> {
  const database = await open();
  try {
    return await use(database);
  } finally {
    database.close();
  }
}
