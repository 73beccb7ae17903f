/** Firefox lets the user withhold the sites that the manifest asks for: the popup asks for them. */
import { waitForPerson, worstStripes } from '../fixtures/call';
import { expect, seenBy, test, VIDEO } from '../fixtures/firefox/test';

test('sites that were withheld are asked for in the popup', async ({ launch, server }) => {
  // The browser's own question is no page, and cannot be clicked: it is answered with yes.
  const veil = await launch({
    preferences: { 'extensions.webextOptionalPermissionPrompts': false },
  });
  try {
    const popup = await veil.popup();
    const text = () => popup.evaluate(() => document.body.innerText);
    const hasAccess = () =>
      popup.evaluate(() => window.browser.permissions.contains({ origins: ['<all_urls>'] }));
    await expect.poll(text).toContain('Background');
    expect(await text()).not.toContain('may not work on all sites');

    await popup.evaluate(() => window.browser.permissions.remove({ origins: ['<all_urls>'] }));
    expect(await hasAccess()).toBe(false);
    await expect.poll(text).toContain('Veil may not work on all sites yet.');
    const tab = await veil.browser.newPage();
    await tab.goto(server.url('plain'));
    expect(await tab.evaluate(() => Symbol.for('veil') in MediaDevices.prototype)).toBe(false);

    await popup.bringToFront();
    await (await popup.waitForSelector('::-p-xpath(//button[text()="Allow"])'))?.click();
    await expect.poll(text).not.toContain('may not work on all sites');
    expect(await hasAccess()).toBe(true);

    await tab.bringToFront();
    await tab.reload();
    await tab.evaluate((video) => window.call.open({ constraints: { video } }), VIDEO);
    await waitForPerson(seenBy(tab), 'near', 3);
    expect(await worstStripes(seenBy(tab), 'near')).toBeLessThan(30);
  } finally {
    await veil.close();
  }
});
