import { useState } from 'preact/hooks';
import type { Sentence } from './words';

/** Something that can be taken back. */
export type Undoable = { readonly sentence: Sentence; readonly undo: () => void };

export type Messages = {
  /** The last ones: of several files each may have its own. */
  readonly problems: readonly Sentence[];
  readonly note: Sentence | undefined;
  readonly undoable: Undoable | undefined;
  tellProblem(problem: Sentence): void;
  tellNote(note: Sentence): void;
  offerUndo(undoable: Undoable): void;
  /** Something else is done: what was said is of no interest any more. */
  clear(): void;
};

/** More would fill a popup. */
const MOST_PROBLEMS = 4;

/** What a panel tells at its foot. */
export function useMessages(): Messages {
  const [problems, setProblems] = useState<readonly Sentence[]>([]);
  const [note, tellNote] = useState<Sentence>();
  const [undoable, offerUndo] = useState<Undoable>();

  return {
    problems,
    note,
    undoable,
    tellProblem: (problem) =>
      setProblems((before) => {
        const others = before.filter((other) => `${other}` !== `${problem}`);
        return [...others, problem].slice(-MOST_PROBLEMS);
      }),
    tellNote,
    offerUndo,
    clear: () => {
      setProblems([]);
      tellNote(undefined);
      offerUndo(undefined);
    },
  };
}
