import type { CDPSession, Page } from 'playwright';

/** Something that runs scripts of its own: the page, a worker, a frame of another origin. */
export type Target = {
  readonly name: string;
  send(method: string, params?: object): Promise<unknown>;
};

type Attached = {
  readonly sessionId: string;
  readonly targetInfo: { readonly type: string; readonly url: string };
};
type Received = { readonly sessionId: string; readonly message: string };
type Answer = {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: Attached | Received;
};

/** The browser tells of a target's own targets as soon as it is asked; those are few. */
const ATTACH_MS = 1000;
const ATTACH = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false };

/** The page's main thread, its frames and workers, and theirs, by the DevTools protocol. */
export async function targetsOf(page: Page): Promise<Target[]> {
  const session = await page.context().newCDPSession(page);
  const targets: Target[] = [];
  const root = messenger(
    (sessionId, message) =>
      session.send(
        'Target.sendMessageToTarget' as 'Target.detachFromTarget',
        {
          sessionId,
          message,
        } as object,
      ),
    targets,
  );
  session.on('Target.attachedToTarget', (attached) => root.attach(attached as Attached));
  session.on('Target.receivedMessageFromTarget' as 'Target.attachedToTarget', (received) =>
    root.receive(received as unknown as Received),
  );
  targets.push({ name: 'page', send: (method, params) => sendTo(session, method, params) });
  await sendTo(session, 'Target.setAutoAttach', ATTACH);
  await new Promise((resolve) => setTimeout(resolve, ATTACH_MS));
  return targets;
}

function sendTo(session: CDPSession, method: string, params: object = {}): Promise<unknown> {
  // The methods are known by name only.
  return session.send(method as 'Target.setAutoAttach', params as typeof ATTACH);
}

/** Speaks with the targets of one target, whose messages travel inside messages of their parent's. */
function messenger(
  deliver: (sessionId: string, message: string) => Promise<unknown>,
  targets: Target[],
) {
  const waiting = new Map<number, (answer: Answer) => void>();
  const children = new Map<string, ReturnType<typeof messenger>>();
  let lastId = 0;

  const call = (sessionId: string, method: string, params: object = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, ({ result, error }) =>
        error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result),
      );
      deliver(sessionId, JSON.stringify({ id, method, params })).catch(reject);
    });

  return {
    attach: ({ sessionId, targetInfo: { type, url } }: Attached) => {
      const own = messenger(
        (session, message) =>
          call(sessionId, 'Target.sendMessageToTarget', { sessionId: session, message }),
        targets,
      );
      children.set(sessionId, own);
      targets.push({
        name: `${type} ${url.slice(0, 80)}`,
        send: (method, params) => call(sessionId, method, params),
      });
      void call(sessionId, 'Target.setAutoAttach', ATTACH).catch(() =>
        console.debug(`${type} has no targets of its own`),
      );
    },
    receive: ({ sessionId, message }: Received) => {
      const answer = JSON.parse(message) as Answer;
      const child = children.get(sessionId);
      if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
      else if (answer.method === 'Target.attachedToTarget')
        child?.attach(answer.params as Attached);
      else if (answer.method === 'Target.receivedMessageFromTarget')
        child?.receive(answer.params as Received);
    },
  };
}
