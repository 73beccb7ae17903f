/** The panels, in Chromium. */
import { expectPanels } from './expectations/panels';
import { waitForPerson } from './fixtures/call';
import { expect, test } from './fixtures/test';
import { expectSent } from './popup/showing';

expectPanels(test);

test('the keys switch, change the background and cover, on a site with its own choice too', async ({
  veil,
  page,
  server,
}) => {
  await veil.setEffect({ kind: 'blur', strength: 0.9 });
  await page.goto(server.url('plain'));
  await page.evaluate(() => window.call.open());
  await waitForPerson(page, 'near', 3);
  const worker = await veil.background();
  /** As the browser does when the keys are pressed over this tab. */
  const press = (command: string) =>
    worker.evaluate(
      async ([name, url]) => {
        const [tab] = await chrome.tabs.query({ url });
        chrome.commands.onCommand.dispatch(name, tab);
      },
      [command, page.url()] as const,
    );
  const names = await worker.evaluate(async () =>
    (await chrome.commands.getAll()).map(({ name }) => name),
  );
  expect(names).toEqual(expect.arrayContaining(['toggle', 'next-background', 'cover']));

  await press('toggle');
  await expectSent(page, { room: 'seen' });
  // Also what shows the room is covered.
  await press('cover');
  const sent = () => page.evaluate(() => window.call.near?.seen.at(-1)?.number);
  await expect.poll(sent).toBe(null);
  await press('cover');
  await expectSent(page, { room: 'seen' });
  await press('toggle');
  await expectSent(page, { room: 'hidden' });

  const { origin } = new URL(page.url());
  await press('next-background');
  const stored = async () => (await veil.stored(['settings'])) as { settings: object };
  await expect.poll(stored).toMatchObject({ settings: { effect: { kind: 'image' }, sites: {} } });
  const own = { kind: 'color', color: '#00ff00' } as const;
  await veil.set({ effect: own, sites: { [origin]: { effect: own } } });
  await press('next-background');
  await expect.poll(stored).toMatchObject({
    settings: { effect: own, sites: { [origin]: { effect: { kind: 'blur' } } } },
  });
  await veil.set({});
});

/** The extension API inside `evaluate`, as far as these tests use it. */
declare const chrome: {
  readonly tabs: { query(query: { url: string }): Promise<object[]> };
  readonly commands: {
    getAll(): Promise<{ readonly name: string }[]>;
    readonly onCommand: { dispatch(command: string, tab?: object): void };
  };
};
