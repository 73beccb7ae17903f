/** Which engine a calibration has found best on this device, in the extension's own storage. */
import { type DBSchema, openDB } from 'idb';
import { version } from '../../manifest.json';
import { type EngineName, isEngineName } from './engine';

interface Schema extends DBSchema {
  found: { key: string; value: EngineName };
}

/** A finding holds for the browser and the extension it was made with. */
const KEY = `${version} ${navigator.userAgent}`;

const open = () =>
  openDB<Schema>('veil-engine', 1, {
    upgrade: (database) => {
      database.createObjectStore('found');
    },
  });

/** undefined where nothing was found yet, or nothing can be stored. */
export async function recallEngine(): Promise<EngineName | undefined> {
  try {
    const database = await open();
    const found = await database.get('found', KEY);
    database.close();
    return isEngineName(found) ? found : undefined;
  } catch {
    return undefined; // Storage may be closed to a frame in another's page: then the default serves.
  }
}

/** Forgets all other findings. Throws where nothing can be stored. */
export async function rememberEngine(name: EngineName): Promise<void> {
  const database = await open();
  await database.clear('found');
  await database.put('found', name, KEY);
  database.close();
}
