import { PATCH_EXPORTS } from '../shared/handshake';

const NAMES = [
  'Promise',
  'MessageChannel',
  'MessageEvent',
  'CustomEvent',
  'DOMException',
  'MediaStream',
  'MediaStreamTrackEvent',
  'MediaStreamTrackGenerator',
  'MediaStreamTrackProcessor',
  'setTimeout',
  'clearTimeout',
  'Proxy',
] as const;

/** The types of the browser's classes know no such names of `globalThis`. */
type Globals = Pick<
  typeof globalThis,
  Exclude<(typeof NAMES)[number], `MediaStreamTrack${'Generator' | 'Processor'}`>
> & {
  readonly MediaStreamTrackGenerator: typeof MediaStreamTrackGenerator;
  readonly MediaStreamTrackProcessor: typeof MediaStreamTrackProcessor;
};

/**
 * What Veil uses of the page's world, as it was before a script of the page could replace it. The patch
 * captures it; the pipeline, which comes later, finds it there. Elsewhere it is what there is.
 */
export type Natives = ReturnType<typeof capture>;

export const natives: Natives = findCaptured()?.natives ?? capture();

function findCaptured(): { readonly natives: Natives } | undefined {
  type Exporting = { readonly [PATCH_EXPORTS]?: { readonly natives: Natives } };
  return (globalThis.MediaDevices?.prototype as Exporting)?.[PATCH_EXPORTS];
}

function capture() {
  const { defineProperties, defineProperty: define, getOwnPropertyDescriptor: describe } = Object;
  const { addEventListener, dispatchEvent } = EventTarget.prototype;
  const members = { port: membersOf('MessagePort'), worker: membersOf('Worker') };
  const { apply } = Reflect;
  const { stopImmediatePropagation } = Event.prototype;
  // An object of the navigator's own hides the browser's; a worker has neither.
  const devices = globalThis.Navigator && describe(Navigator.prototype, 'mediaDevices');
  return Object.freeze({
    ...(Object.fromEntries(
      NAMES.map((name) => [name, (globalThis as unknown as Globals)[name]]),
    ) as Globals),
    apply,
    define,
    describe,
    addEventListener,
    dispatchEvent,
    /** Keeps an event from all who have not heard it yet. */
    hush: (event: Event): void => apply(stopImmediatePropagation, event, []),
    getSettings: globalThis.MediaStreamTrack?.prototype.getSettings,
    /** undefined in pages that may not use a camera anyway. */
    mediaDevices: devices?.get?.call(navigator) as MediaDevices | undefined,
    /** Gives an object that the page never sees its class's own members as they were. */
    pin: <T extends object>(object: T, as: keyof typeof members): T =>
      defineProperties(object, members[as]),
  });
}

/** A worker knows fewer classes than a window. */
function membersOf(name: 'MessagePort' | 'Worker'): PropertyDescriptorMap {
  const found = globalThis[name] as { readonly prototype: object } | undefined;
  return found ? Object.getOwnPropertyDescriptors(found.prototype) : {};
}
