import { useEffect, useState } from 'preact/hooks';
import { log } from '../shared/log';
import { keepSame } from '../ui/keep-same';
import { findPlace, type PopupPlace } from './place';

/** Where the popup stands; undefined until it is known. first: what is known of it. */
export function usePlace(first?: PopupPlace): PopupPlace | undefined {
  const [place, setPlace] = useState(first);
  useEffect(() => {
    if (first) return;
    findPlace()
      .then((found) => setPlace(keepSame<PopupPlace | undefined>(found)))
      .catch((error) => log.debug('the tab under the popup cannot be found', error));
  }, []);
  return place;
}
