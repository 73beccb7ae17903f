import { say } from './words';

/** Says who has locked the control beside it. */
export function Locked() {
  return (
    <p class="locked">
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5" />
      </svg>
      {say('policy_locked')}
    </p>
  );
}
