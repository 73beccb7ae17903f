type Props = { readonly enabled: boolean; readonly onToggle: (enabled: boolean) => void };

/** Name, mark and the switch for all sites. */
export function Header({ enabled, onToggle }: Props) {
  return (
    <header>
      <img src="/icons/veil-48.png" width="28" height="28" alt="" />
      <h1>Veil</h1>
      <span aria-hidden="true">{enabled ? 'On' : 'Off'}</span>
      <button
        class="switch"
        type="button"
        role="switch"
        aria-checked={enabled}
        aria-label="Veil"
        onClick={() => onToggle(!enabled)}
      />
    </header>
  );
}
