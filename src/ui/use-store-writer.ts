import { useEffect, useMemo } from 'preact/hooks';
import { createUnsaved, type Stored } from '../extension/unsaved';
import { createStoreWriter, type StoreWriter, type WriterOptions } from './store-writer';

/**
 * A writer for as long as the panel is open. What it has not stored when the panel closes, the background stores. options: of
 * the first call.
 */
export function useStoreWriter<Name extends keyof Stored>(
  name: Name,
  options: Omit<WriterOptions<Stored[Name]>, 'onUnsaved'>,
): StoreWriter<Stored[Name]> {
  const unsaved = useMemo(() => createUnsaved(name), []);
  const writer = useMemo(() => createStoreWriter({ ...options, onUnsaved: unsaved.tell }), []);
  useEffect(() => {
    addEventListener('pagehide', writer.flush);
    // The panel can be used first.
    const opening = requestIdleCallback(unsaved.open);
    return () => {
      removeEventListener('pagehide', writer.flush);
      cancelIdleCallback(opening);
      unsaved.close();
    };
  }, []);
  return writer;
}
