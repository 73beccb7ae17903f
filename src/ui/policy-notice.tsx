import type { Policy } from '../shared/policy';
import { say } from './words';

/** Says who has locked what cannot be changed here. */
export function PolicyNotice({ policy }: { policy: Policy }) {
  if (Object.keys(policy).length === 0) return null;
  return (
    <div class="notice">
      <p>{say('policy')}</p>
    </div>
  );
}
