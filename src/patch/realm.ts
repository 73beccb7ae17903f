/** A window whose entrances Veil guards, with the classes of its own. */
export type Realm = Window & typeof globalThis;
