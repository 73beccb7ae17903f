import { startServer } from './fixtures/server';
import { testCamera } from './fixtures/test';
import { launchVeil } from './fixtures/veil';

const veil = await launchVeil({ camera: await testCamera(), args: ['--enable-logging=stderr'] });
const server = await startServer();
await veil.setEffect({ kind: 'color', color: '#00ff00' });
const page = await veil.context.newPage();
page.on('console', (m) => console.log('page:', m.text(), m.location().url));
page.on('worker', (w) => {
  console.log('worker', w.url());
  w.on('console', (m) => console.log('w:', m.text()));
});
page.on('pageerror', (e) => console.log('err', e));
page.on('requestfailed', (r) => console.log('failed', r.url(), r.failure()?.errorText));
await page.goto(server.url('strict-csp'));
await page.evaluate(() => window.call.start());
await page.waitForTimeout(5000);
console.log(JSON.stringify(await veil.status(page)));
console.log(
  page.workers().map((w) => w.url()),
  page.frames().map((f) => f.url()),
);
await veil.close();
server.close();
