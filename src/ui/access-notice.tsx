import { say } from './words';

/** Says that sites are withheld from Veil, and has the browser ask for them. */
export function AccessNotice({ onAsk }: { onAsk: () => void }) {
  return (
    <div class="notice" role="status">
      <p>{say('access_withheld')}</p>
      <button type="button" class="small" onClick={onAsk}>
        {say('allow')}
      </button>
    </div>
  );
}
