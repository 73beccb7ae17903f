/** With the permission `unlimitedStorage` Firefox keeps own pictures without asking the user. */
import { expect, test } from '../fixtures/firefox/test';
import { writeUserFile } from '../popup/files';

test('own pictures are not to be thrown away when the disk is nearly full', async ({
  launch,
}, info) => {
  const veil = await launch();
  try {
    const popup = await veil.openPopup();
    const isKept = () => popup.evaluate(() => navigator.storage.persisted());
    expect(await isKept()).toBe(false);
    await popup.upload(await writeUserFile('portrait', info.outputPath('files')));
    await expect.poll(isKept).toBe(true);
  } finally {
    await veil.close();
  }
});
