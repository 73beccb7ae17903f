/**
 * Nothing leaves the machine: the browser's own log of its network, over a session in which everything of
 * Veil's is used, names no address that a session without Veil does not.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitForPerson } from './fixtures/call';
import { startServer } from './fixtures/server';
import { expect, test, testCamera } from './fixtures/test';
import { launchVeil } from './fixtures/veil';

test("the browser's network log of a session with Veil has no address more than one without", async () => {
  const [withVeil, without] = [await addressesOf(true), await addressesOf(false)];
  // The log tells of what the session itself asked for.
  for (const addresses of [withVeil, without])
    expect([...addresses].some((each) => each.startsWith('http://localhost'))).toBe(true);
  expect([...withVeil].filter((each) => !without.has(each))).toEqual([]);
});

/** Origins that the browser has asked for anything, or looked up, in a session. */
async function addressesOf(veiled: boolean): Promise<Set<string>> {
  const folder = await mkdtemp(join(tmpdir(), 'veil-net-log-'));
  const log = join(folder, 'net-log.json');
  const server = await startServer();
  try {
    const veil = await launchVeil({
      camera: await testCamera(),
      ...(veiled ? {} : { extension: null }),
      args: [`--log-net-log=${log}`, '--net-log-capture-mode=IncludeSensitive'],
    });
    const page = await veil.newPage();
    for (const name of ['plain', 'strict-csp']) {
      await page.goto(server.url(name));
      await page.evaluate(() => window.call.start());
      if (!veiled) continue;
      for (const effect of [
        { kind: 'blur', strength: 1 },
        { kind: 'image', id: 'dusk' },
      ] as const) {
        await veil.setEffect(effect);
        await waitForPerson(page, 'near', 5);
      }
    }
    if (veiled) await (await veil.openPopup()).close();
    await veil.close();
    return originsIn(await readFile(log, 'utf8'), new URL(server.url('plain')).port);
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** http(s), ws(s) addresses in the text of a log; the port of the test's own server is its name only. */
function originsIn(text: string, port: string): Set<string> {
  const found = text.match(/\b(?:https?|wss?):\/\/[^\s"'\\/^]+/g) ?? [];
  return new Set(found.map((each) => each.replace(`:${port}`, '')));
}
