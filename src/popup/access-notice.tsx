/** Says that sites are withheld from Veil, and has the browser ask for them. */
export function AccessNotice({ onAsk }: { onAsk: () => void }) {
  return (
    <div class="notice" role="status">
      <p>Veil may not work on all sites yet. Allow it, then reload your call.</p>
      <button type="button" onClick={onAsk}>
        Allow
      </button>
    </div>
  );
}
