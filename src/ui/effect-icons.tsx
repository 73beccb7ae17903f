/** A person, sharp, before a room that melts away, a little or wholly. */
export function BlurIcon({ isStrong = false }: { isStrong?: boolean }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="9.5" r="3.5" />
      <path d="M5.5 20.5c0-4 2.6-6 6.5-6s6.5 2 6.5 6" />
      <g class={isStrong ? 'dots strong' : 'dots'}>
        <circle cx="4" cy="4.5" r="1" />
        <circle cx="3.2" cy="10" r=".9" />
        <circle cx="4" cy="15" r=".7" />
        <circle cx="20" cy="4.5" r="1" />
        <circle cx="20.8" cy="10" r=".9" />
        <circle cx="20" cy="15" r=".7" />
        <circle cx="12" cy="2.2" r=".9" />
      </g>
    </svg>
  );
}

/** A disc of the colour. */
export function ColorIcon({ color }: { color: string }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="8.5" fill={color} />
    </svg>
  );
}
