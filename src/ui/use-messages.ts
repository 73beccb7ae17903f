import { useState } from 'preact/hooks';
import type { Sentence } from './words';

/** Something that can be taken back. */
export type Undoable = { readonly sentence: Sentence; readonly undo: () => void };

export type Messages = {
  readonly problem: Sentence | undefined;
  readonly note: Sentence | undefined;
  readonly undoable: Undoable | undefined;
  tellProblem(problem: Sentence): void;
  tellNote(note: Sentence): void;
  offerUndo(undoable: Undoable): void;
  /** Something else is done: what was said is of no interest any more. */
  clear(): void;
};

/** What a panel tells at its foot. */
export function useMessages(): Messages {
  const [problem, tellProblem] = useState<Sentence>();
  const [note, tellNote] = useState<Sentence>();
  const [undoable, offerUndo] = useState<Undoable>();

  return {
    problem,
    note,
    undoable,
    tellProblem,
    tellNote,
    offerUndo,
    clear: () => {
      tellProblem(undefined);
      tellNote(undefined);
      offerUndo(undefined);
    },
  };
}
