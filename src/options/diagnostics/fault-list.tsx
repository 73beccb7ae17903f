import type { LoggedFault } from '../../extension/fault-log';
import { FAULT_WORDS } from '../../ui/fault-words';
import { say } from '../../ui/words';

/** The last faults, newest first, with the time of the day. */
export function FaultList({ faults }: { readonly faults: readonly LoggedFault[] }) {
  return (
    <div>
      <h3>{say('diagnostics_faults')}</h3>
      {faults.length === 0 && <p class="quiet">{say('diagnostics_no_faults')}</p>}
      <ul class="log">
        {faults.toReversed().map(({ at, reason }) => (
          <li key={`${at} ${reason}`}>
            <time>{timeOf(at)}</time> <span>{say(FAULT_WORDS[reason])}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** As people write it there. ms: since 1970. */
export function timeOf(ms: number): string {
  return new Date(ms).toLocaleTimeString(document.documentElement.lang || undefined);
}
