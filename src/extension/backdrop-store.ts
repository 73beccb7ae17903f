import { type DBSchema, openDB } from 'idb';

/** A picture of the user's own, as it was prepared when chosen. */
export type OwnBackdrop = {
  /** `own-…`. */
  readonly id: string;
  readonly title: string;
  /** An encoded picture, 2560 pixels long at most; older ones may be smaller than a call's picture. */
  readonly picture: Blob;
  /** When it was added, ms since 1970. */
  readonly added: number;
};

interface Schema extends DBSchema {
  backdrops: { key: string; value: OwnBackdrop };
}

const open = () =>
  openDB<Schema>('veil', 1, {
    upgrade: (database) => {
      database.createObjectStore('backdrops', { keyPath: 'id' });
    },
  });

/** All own backdrops, the oldest first. */
export async function listOwnBackdrops(): Promise<OwnBackdrop[]> {
  const database = await open();
  const all = await database.getAll('backdrops');
  database.close();
  return all.toSorted((a, b) => a.added - b.added);
}

/** One own backdrop; undefined when there is none of this id. */
export async function readOwnBackdrop(id: string): Promise<OwnBackdrop | undefined> {
  const database = await open();
  const backdrop = await database.get('backdrops', id);
  database.close();
  return backdrop;
}

export async function addOwnBackdrop(backdrop: OwnBackdrop): Promise<void> {
  const database = await open();
  await database.put('backdrops', backdrop);
  database.close();
}

export async function removeOwnBackdrop(id: string): Promise<void> {
  const database = await open();
  await database.delete('backdrops', id);
  database.close();
}
