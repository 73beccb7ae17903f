/** In private windows, where the user has let Veil run there. */
import { waitForPerson, worstStripes } from '../fixtures/call';
import { expect, test, VIDEO } from '../fixtures/firefox/test';
import { writeUserFile } from '../popup/files';

const RAW = 30;

test('a call in a private window is processed, and the popup says that no pictures are kept there', async ({
  launch,
  server,
}, info) => {
  const veil = await launch({ private: true });
  try {
    await veil.setEffect({ kind: 'image', id: 'dusk' });
    const page = await veil.newPage();
    await page.goto(server.url('plain'));
    await page.evaluate((video) => window.call.open({ constraints: { video } }), VIDEO);
    await waitForPerson(page, 'near', 5);
    expect(await worstStripes(page, 'near')).toBeLessThan(RAW);
    const [status] = await veil.status(page);
    expect(status).toMatchObject({ state: 'running' });
    expect(status?.reason).toBeUndefined();

    const popup = await veil.openPopup();
    await popup.upload(await writeUserFile('portrait', info.outputPath('files')));
    const said = () => popup.evaluate(() => document.body.innerText);
    await expect.poll(said).toContain('Firefox keeps no pictures for add-ons in private windows');
    expect(await said()).not.toContain('could not be stored');
  } finally {
    await veil.close();
  }
});
