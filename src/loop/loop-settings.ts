import { type CallSettings, serialiseCallSettings, showsCamera } from '../shared/call-settings';
import type { FaultReason } from '../shared/fault';

/** The settings that a loop goes by. */
export type LoopSettings = {
  /** undefined until some were read, and when the last ones were refused: covered. */
  readonly current: CallSettings | undefined;
  /** Nobody is to be seen: the user wants it so, or it is not known what the user wants. */
  readonly isCovered: boolean;
  /** The camera's own picture is to go out. */
  readonly showsCamera: boolean;
  /** What besides the picture decides a frame: the same text for the same settings in another loop. */
  readonly key: string;
  /** Why there are none. */
  readonly fault: FaultReason | undefined;
  change(settings: CallSettings): void;
  /** Some have come that nobody can read. */
  refuse(): void;
};

export function createLoopSettings(): LoopSettings {
  let current: CallSettings | undefined;
  let key = '';
  let fault: FaultReason | undefined;

  return {
    get current() {
      return current;
    },
    get isCovered() {
      return current?.covered ?? true;
    },
    get showsCamera() {
      return current !== undefined && showsCamera(current);
    },
    get key() {
      return key;
    },
    get fault() {
      return fault;
    },
    change: (settings) => {
      current = settings;
      key = serialiseCallSettings(settings);
      fault = undefined;
    },
    refuse: () => {
      current = undefined;
      key = '';
      fault = 'extension-gone';
    },
  };
}
