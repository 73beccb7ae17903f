import { browser } from './browser';

/** Whether this page stands in a private window: Firefox keeps no pictures there (docs/browser-faults.md#private-windows). */
export const isPrivate = (): boolean => browser.extension.inIncognitoContext === true;
