/** Name, mark and the switch for all sites. */
export function Header({
  enabled,
  onToggle,
}: {
  enabled: boolean;
  onToggle: (enabled: boolean) => void;
}) {
  return (
    <header>
      <img src="/icons/veil-32.png" width="28" height="28" alt="" />
      <h1>Veil</h1>
      <label class="switch">
        <span aria-hidden="true">{enabled ? 'On' : 'Off'}</span>
        <input
          type="checkbox"
          role="switch"
          aria-label="Veil"
          checked={enabled}
          onChange={(event) => onToggle(event.currentTarget.checked)}
        />
      </label>
    </header>
  );
}
