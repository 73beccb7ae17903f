import { say } from './words';

type Props = {
  /** undefined until it is known: it cannot be used before. */
  readonly on: boolean | undefined;
  /** It is shown, and cannot be changed. */
  readonly isLocked?: boolean;
  /** What it switches has not followed yet. */
  readonly isBusy?: boolean;
  readonly label: string;
  readonly onToggle: (on: boolean) => void;
};

/** A switch, named by its label. */
export function Switch({ on, isLocked = false, isBusy = false, label, onToggle }: Props) {
  return (
    <button
      class="switch"
      type="button"
      role="switch"
      disabled={on === undefined || isLocked}
      aria-checked={on ?? false}
      aria-busy={isBusy}
      aria-label={label}
      title={isLocked ? say('policy_locked') : undefined}
      onClick={() => onToggle(!on)}
    />
  );
}
