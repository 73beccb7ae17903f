import { type LogLevel, setLogLevel } from '../shared/log';
import type { Settings } from '../shared/settings';
import { readSettings, watchSettings } from './settings-store';

/**
 * Has this context tell the console as much as the setting `debug` says, from now on. tell: is told the
 * level too, for workers, which cannot read it.
 */
export function followDebugSetting(tell?: (level: LogLevel) => void): void {
  const follow = ({ debug }: Settings) => {
    setLogLevel(debug);
    tell?.(debug);
  };
  watchSettings(follow);
  // Only an extension that is gone cannot read its settings: it stays silent.
  readSettings().then(follow, () => undefined);
}
