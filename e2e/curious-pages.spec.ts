import { SEGMENTER_CONNECT } from '../src/shared/handshake';
import { expectCuriousPages } from './expectations/curious-pages';
import { expect, test } from './fixtures/test';

expectCuriousPages(test);

test('no page finds a file of the extension by its id, or opens a frame of it that answers', async ({
  veil,
  page,
  server,
}) => {
  const { host } = new URL((await veil.background()).url());
  await page.goto(server.make());
  const answers = await page.evaluate(
    async ([id, connect]) => {
      const files = [
        'src/segmenter/frame.html',
        'src/link/frame.html',
        'src/page/pipeline.iife.js',
      ];
      const addresses = files.map((file) => `chrome-extension://${id}/${file}`);
      const read = addresses.map((address) => fetch(address).then(String, () => 'closed'));
      const opened = addresses.slice(0, 2).map(async (address) => {
        const frame = document.createElement('iframe');
        frame.src = address;
        document.body.append(frame);
        await new Promise((resolve) => {
          frame.onload = resolve;
        });
        const [port, answer] = [new MessageChannel(), new MessageChannel()];
        frame.contentWindow?.postMessage(connect, '*', [port.port2, answer.port2]);
        return new Promise<string>((resolve) => {
          answer.port1.onmessage = () => resolve('open');
          setTimeout(resolve, 1000, 'closed');
        });
      });
      return Promise.all([...read, ...opened]);
    },
    [host, SEGMENTER_CONNECT] as const,
  );
  expect(answers).toEqual(['closed', 'closed', 'closed', 'closed', 'closed']);
});
