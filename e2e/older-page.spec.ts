/**
 * After an update in mid-call, scripts of the version before meet this one: what they say is not
 * understood, the camera is covered, and the popup asks for the page to be reloaded.
 */
import { faultSentence } from './fixtures/english';
import { openSegmenter } from './fixtures/segmenter';
import { expect, test } from './fixtures/test';

const RELOAD = faultSentence('extension-gone');

test('a page script of the version before: refused, and the popup asks for a reload', async ({
  veil,
  page,
  server,
}) => {
  await page.goto(server.url('plain'));
  const popup = await veil.openPopup();
  await expect(popup.getByText('No camera in use on this page.')).toBeVisible();
  const answer = await page.evaluate(async () => {
    const { port1, port2 } = new MessageChannel();
    const answered = new Promise((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
    });
    const wanted = new MessageEvent('veil:camera-wanted', { ports: [port2], cancelable: true });
    navigator.mediaDevices.dispatchEvent(wanted);
    port1.postMessage({ type: 'connect' });
    return answered;
  });
  expect(answer).toEqual({ type: 'pipeline-failed', reason: 'extension-gone' });
  await expect.poll(() => veil.toolbarTitle(page)).toBe(`Veil: ${RELOAD}`);
  await expect(popup.getByText(RELOAD)).toBeVisible();
});

test('a strict page of the version before: its frames come back covered, with that fault', async ({
  veil,
  page,
}) => {
  await openSegmenter(veil, page);
  const { luma, status } = await page.evaluate(
    ([width, height]) =>
      new Promise<{ luma: number[]; status: object }>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        const answer = new MessageChannel();
        const planes = (width * height * 3) / 2;
        let timestamp = 0;
        let bytes: ArrayBuffer[] = [];
        let luma: number[] = [];
        port1.onmessage = ({ data }) => {
          switch (data.type) {
            case 'frame-wanted': {
              const head = { format: 'I420', codedWidth: width, codedHeight: height };
              timestamp += 33_333;
              port1.postMessage({ type: 'pixels', bytes: new Uint8Array(planes).fill(200).buffer });
              port1.postMessage({ type: 'frame', head: { ...head, timestamp } });
              return;
            }
            case 'pixels':
              bytes.push(data.bytes);
              return;
            case 'frame': {
              const all = bytes.flatMap((part) => [...new Uint8Array(part)]);
              luma = [...new Set(all.slice(0, width * height))];
              bytes = [];
              return;
            }
            case 'reported':
              if (luma.length > 0) resolve({ luma, status: data.status });
          }
        };
        answer.port1.onmessage = () => {
          port1.postMessage({ type: 'start', camera: 'front' });
          port1.postMessage({ type: 'set-tier', choice: { tier: 'high', adapt: true } });
          port1.postMessage({ type: 'set-effect', effect: { kind: 'blur', strength: 0.5 } });
        };
        window.postMessage('veil:loop-connect', '*', [port2, answer.port2]);
      }),
    [64, 36] as const,
  );
  // One grey, and not that of the camera.
  expect(luma).toHaveLength(1);
  expect(luma).not.toContain(200);
  expect(status).toMatchObject({ state: 'fault', reason: 'extension-gone' });
});
