import type { CDPSession } from 'playwright';
import { waitForPerson } from '../fixtures/call';
import { expect } from '../fixtures/expect';
import { askFor, CAMERA } from '../fixtures/situation';
import type { Veil } from '../fixtures/veil';
import { type Call, evaluatedBy, idOf, rawFrames, wait } from './call';

/** Allows Veil in private windows, opens one, and has a call in it. */
export async function openPrivate({ veil, page }: Call): Promise<string> {
  const id = await idOf(veil);
  await allow(veil, id);
  const url = `${page.url()}?private`;
  const options = await veil.newPage();
  await options.goto(`chrome-extension://${id}/src/options/index.html`);
  await options.evaluate(`chrome.windows.create(${JSON.stringify({ incognito: true, url })})`);
  await wait(2000);

  const session = await page.context().browser()?.newBrowserCDPSession();
  if (!session) throw new Error('expected a session with the browser');
  const { targetInfos } = await session.send('Target.getTargets');
  const target = targetInfos.find((each) => each.type === 'page' && each.url === url);
  if (!target) throw new Error('expected a private window');
  const frame = evaluatedBy(await attachTo(session, target.targetId));
  const answer = await askFor(frame);
  if (answer === CAMERA) await waitForPerson(frame, 'near', 5);
  const raw = await rawFrames(frame);
  await session.send('Target.closeTarget', { targetId: target.targetId });
  return `the private window's camera: ${answer}, ${raw} raw`;
}

/** The browser starts the extension anew, while its page of extensions is open: without that it ends it for good. */
async function allow(veil: Veil, id: string): Promise<void> {
  const page = await veil.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(
    `chrome.developerPrivate.updateExtensionConfiguration({ extensionId: '${id}', incognitoAccess: true })`,
  );
  const state = () =>
    page.evaluate(
      `new Promise((tell) => chrome.developerPrivate.getExtensionInfo('${id}', ({ state }) => tell(state)))`,
    );
  await expect.poll(state, { timeout: 20_000 }).toBe('ENABLED');
  await page.close();
}

/** Speaks to a page of which the driver knows nothing. */
async function attachTo(session: CDPSession, targetId: string): Promise<Pick<CDPSession, 'send'>> {
  const { sessionId } = await session.send('Target.attachToTarget', { targetId });
  const answers = new Map<number, (result: unknown) => void>();
  let last = 0;
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { id: number; result: unknown };
    answers.get(id)?.(result);
    answers.delete(id);
  });
  const send = async (method: string, params?: object) => {
    const id = ++last;
    const answered = new Promise((resolve) => answers.set(id, resolve));
    const message = JSON.stringify({ id, method, params });
    await session.send('Target.sendMessageToTarget', { sessionId, message });
    return answered;
  };
  return { send } as Pick<CDPSession, 'send'>;
}
