import { useEffect, useRef } from 'preact/hooks';
import type { Messages, Undoable } from './use-messages';
import { say } from './words';

/** What went wrong, what became of something, and what can be taken back. */
export function MessageBar({ problems, note, undoable, clear }: Messages) {
  return (
    <>
      <div class="note" role="status">
        {note && say(...note)}
        {undoable && <Undo undoable={undoable} onDone={clear} />}
      </div>
      <div class="problem" role="alert">
        {problems.map((problem) => (
          <p key={`${problem}`}>{say(...problem)}</p>
        ))}
      </div>
    </>
  );
}

function Undo({ undoable, onDone }: { undoable: Undoable; onDone: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // What had the focus has gone.
    if (document.activeElement === document.body) button.current?.focus();
  }, [undoable]);

  return (
    <div class="undo">
      <p>{say(...undoable.sentence)}</p>
      <button
        ref={button}
        type="button"
        class="small"
        onClick={() => {
          undoable.undo();
          onDone();
        }}
      >
        {say('undo')}
      </button>
    </div>
  );
}
