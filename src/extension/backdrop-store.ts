import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { PRESET_PREFIX } from '../shared/effect';

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

/** What a gallery shows of one before its files are read. */
export type OwnEntry = Pick<OwnBackdrop, 'id' | 'title'> & {
  /** It has a film. */
  readonly moves: boolean;
};

type StoredEntry = OwnEntry & Pick<OwnBackdrop, 'added' | 'order'>;

interface Schema extends DBSchema {
  backdrops: { key: string; value: OwnBackdrop };
  /** One for each backdrop, without its files: to open hundreds of files takes hundreds of milliseconds. */
  entries: { key: string; value: StoredEntry };
}

const STORES = ['backdrops', 'entries'] as const;
type Change = IDBPTransaction<Schema, typeof STORES, 'readwrite'>;

const open = () =>
  openDB<Schema>('veil', 2, {
    upgrade: async (database, before, _, transaction) => {
      if (before < 1) database.createObjectStore('backdrops', { keyPath: 'id' });
      const entries = database.createObjectStore('entries', { keyPath: 'id' });
      const backdrops = await transaction.objectStore('backdrops').getAll();
      for (const backdrop of backdrops) await entries.put(entryOf(backdrop));
    },
  });

const entryOf = ({ id, title, film, added, order }: OwnBackdrop): StoredEntry => ({
  id,
  title,
  moves: film !== undefined,
  added,
  ...(order !== undefined && { order }),
});

type Placed = Pick<OwnBackdrop, 'added' | 'order'>;
const byPlace = (a: Placed, b: Placed) => (a.order ?? a.added) - (b.order ?? b.added);

/** All own backdrops, in the user's order. */
export async function listOwnBackdrops(): Promise<OwnBackdrop[]> {
  const all = await withStore((database) => database.getAll('backdrops'));
  return all.toSorted(byPlace);
}

/** All own backdrops without their files, in the user's order. */
export async function listOwnEntries(): Promise<OwnEntry[]> {
  const all = await withStore((database) => database.getAll('entries'));
  return all.toSorted(byPlace).map(({ id, title, moves }) => ({ id, title, moves }));
}

/** One own backdrop; undefined when there is none of this id. */
export function readOwnBackdrop(id: string): Promise<OwnBackdrop | undefined> {
  return withStore((database) => database.get('backdrops', id));
}

/** Those of these ids that there are. */
export function readOwnBackdrops(ids: readonly string[]): Promise<OwnBackdrop[]> {
  return withStore(async (database) => {
    const { store } = database.transaction('backdrops');
    const found = await Promise.all(ids.map((id) => store.get(id)));
    return found.filter((backdrop) => backdrop !== undefined);
  });
}

/** Stores one, in the place of what has its id. */
export function addOwnBackdrop(backdrop: OwnBackdrop): Promise<void> {
  return addOwnBackdrops([backdrop]);
}

/** Stores all of them, or none. */
export function addOwnBackdrops(backdrops: readonly OwnBackdrop[]): Promise<void> {
  return change(async (stores) => {
    await Promise.all(backdrops.map((backdrop) => put(stores, backdrop)));
  });
}

/** Keeps these pictures of the organisation's, and no others of its own. One that is there stays as it is. */
export function keepPresets(presets: readonly OwnBackdrop[]): Promise<void> {
  return change(async (stores) => {
    const all = await stores.objectStore('entries').getAllKeys();
    const kept = all.filter((id) => id.startsWith(PRESET_PREFIX));
    const gone = kept.filter((id) => presets.every((preset) => preset.id !== id));
    for (const id of gone) await remove(stores, id);
    for (const preset of presets) if (!kept.includes(preset.id)) await put(stores, preset);
  });
}

/** Changes some of what is kept of one; one that is gone stays so. */
export function changeOwnBackdrop(id: string, to: Partial<Omit<OwnBackdrop, 'id'>>): Promise<void> {
  return change((stores) => changeIn(stores, id, to));
}

/** Puts the backdrops of these ids in this order. */
export function orderOwnBackdrops(ids: readonly string[]): Promise<void> {
  return change(async (stores) => {
    for (const [order, id] of ids.entries()) await changeIn(stores, id, { order });
  });
}

export function removeOwnBackdrop(id: string): Promise<void> {
  return change((stores) => remove(stores, id));
}

async function changeIn(
  stores: Change,
  id: string,
  to: Partial<Omit<OwnBackdrop, 'id'>>,
): Promise<void> {
  const backdrop = await stores.objectStore('backdrops').get(id);
  if (backdrop) await put(stores, { ...backdrop, ...to });
}

async function put(stores: Change, backdrop: OwnBackdrop): Promise<void> {
  await Promise.all([
    stores.objectStore('backdrops').put(backdrop),
    stores.objectStore('entries').put(entryOf(backdrop)),
  ]);
}

async function remove(stores: Change, id: string): Promise<void> {
  await Promise.all(STORES.map((name) => stores.objectStore(name).delete(id)));
}

/** Makes changes to both stores: all of them, or none. */
function change(make: (stores: Change) => Promise<void>): Promise<void> {
  return withStore(async (database) => {
    const stores = database.transaction(STORES, 'readwrite');
    await Promise.all([make(stores), stores.done]);
  });
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
