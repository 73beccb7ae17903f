import { expect, it } from 'vitest';
import { createKeeperMute } from './keeper-mute';

/** A frame of the camera whose luma is the same everywhere. */
function frameOf(luma: number, format: VideoPixelFormat | null = 'I420'): VideoFrame {
  return {
    format,
    visibleRect: { x: 0, y: 0, width: 64, height: 36 },
    allocationSize: () => 1536,
    copyTo: async (bytes: Uint8Array) => {
      bytes.fill(luma, 0, 1024);
    },
  } as unknown as VideoFrame;
}

const BLACK = frameOf(0);
const DARK = frameOf(16);

it('shows every frame of a track that was never disabled, also a black one', async () => {
  const mute = createKeeperMute();
  expect(await mute.blackens(BLACK)).toBe(false);
  expect(mute.isOn).toBe(false);
});

it('blackens all while the track is disabled', async () => {
  const mute = createKeeperMute();
  mute.change(true);
  for (let i = 0; i < 5; i++) expect(await mute.blackens(DARK)).toBe(true);
});

it("takes the camera's first black frames after that for no picture, and no more than three", async () => {
  const mute = createKeeperMute();
  mute.change(true);
  mute.change(false);
  const blackened = [];
  for (let i = 0; i < 5; i++) blackened.push(await mute.blackens(BLACK));
  expect(blackened).toEqual([true, true, true, false, false]);
});

it('shows the first picture, however dark, and all that come after it', async () => {
  const mute = createKeeperMute();
  mute.change(true);
  mute.change(false);
  expect(await mute.blackens(BLACK)).toBe(true);
  expect(await mute.blackens(DARK)).toBe(false);
  expect(await mute.blackens(BLACK)).toBe(false);
});

it('shows what cannot be looked at', async () => {
  for (const frame of [
    frameOf(0, null),
    { ...BLACK, copyTo: () => Promise.reject(new Error('closed')) } as unknown as VideoFrame,
  ]) {
    const mute = createKeeperMute();
    mute.change(true);
    mute.change(false);
    expect(await mute.blackens(frame)).toBe(false);
  }
});

it('blackens a frame during whose look the track was disabled again', async () => {
  const mute = createKeeperMute();
  mute.change(true);
  mute.change(false);
  const looked = mute.blackens(DARK);
  mute.change(true);
  expect(await looked).toBe(true);
});
