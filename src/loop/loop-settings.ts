import { type CallSettings, serialiseCallSettings } from '../shared/call-settings';
import type { FaultReason } from '../shared/fault';

/** The settings that a loop goes by. */
export type LoopSettings = {
  /** undefined until some were read, and when the last ones were refused: covered. */
  readonly current: CallSettings | undefined;
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
