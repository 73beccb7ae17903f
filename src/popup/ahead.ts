/**
 * What the popup asks for before the rest of its script has come: the build makes this a script of its own
 * (build/popup-scripts.ts), which runs as soon as it is there.
 */
import { log } from '../shared/log';
import { askEarlyPicture } from './early-picture';
import { readAhead } from './first-look';
import { findPlace } from './place';
import { watchTabUnder } from './tab-watch';

const place = findPlace();

export const takeFirstLook = readAhead(place);
export const tabWatch = watchTabUnder(place);
export const earlyPicture = askEarlyPicture(place);
// Nobody may be there yet to hear of it.
earlyPicture.catch((error) => log.debug('no early picture', error));
