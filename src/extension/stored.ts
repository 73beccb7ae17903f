import { browser } from './browser';

type Question = { readonly keys: Set<string>; readonly answer: Promise<Record<string, unknown>> };

let question: Question | undefined;

/** What is stored in `storage.local` under a key. All that is asked for in one turn is one question to the browser. */
export async function readStored(key: string): Promise<unknown> {
  question ??= ask();
  question.keys.add(key);
  return (await question.answer)[key];
}

function ask(): Question {
  const keys = new Set<string>();
  const answer = Promise.resolve().then(() => {
    question = undefined;
    return browser.storage.local.get([...keys]);
  });
  return { keys, answer };
}
