import { useEffect, useState } from 'preact/hooks';
import { readOwnBackdrop } from '../extension/backdrop-store';
import { log } from '../shared/log';

/** The address of a picture of the user's own as it is stored; undefined until it is read. */
export function useStoredPicture(id: string): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let isGone = false;
    readOwnBackdrop(id)
      .then((backdrop) => {
        if (!backdrop || isGone) return;
        made = URL.createObjectURL(backdrop.picture);
        setUrl(made);
      })
      .catch((error) => log.warn('a picture cannot be read', error));
    return () => {
      isGone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [id]);
  return url;
}
