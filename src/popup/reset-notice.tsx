/** Says that stored settings were damaged, until the user has seen it. */
export function ResetNotice({ onDismiss }: { onDismiss: () => void }) {
  return (
    <div class="notice" role="status">
      <p>Your settings could not be read and were reset. The old ones are kept.</p>
      <button type="button" onClick={onDismiss}>
        Dismiss
      </button>
    </div>
  );
}
