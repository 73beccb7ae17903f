type Props = {
  /** undefined until it is known: it cannot be used before. */
  readonly on: boolean | undefined;
  /** It is shown, and cannot be changed. */
  readonly isLocked?: boolean;
  readonly label: string;
  readonly onToggle: (on: boolean) => void;
};

/** A switch, named by its label. */
export function Switch({ on, isLocked = false, label, onToggle }: Props) {
  return (
    <button
      class="switch"
      type="button"
      role="switch"
      disabled={on === undefined || isLocked}
      aria-checked={on ?? false}
      aria-label={label}
      onClick={() => onToggle(!on)}
    />
  );
}
