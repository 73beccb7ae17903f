import { describe, expect, it } from 'vitest';
import { createFrameShare, type ShareMember } from './frame-share';
import type { FrameResult, Job } from './job';
import { frameOf, openFrames, pictureOf, useFakeFrames } from './tests/fake-frames';

const DONE = Promise.resolve();
const TIMES = [0, 33_333, 66_667];
const SMALL = { width: 32, height: 18 };

/** Work that a loop does; how often it has done it. */
function worker(tier: FrameResult['tier'] = 'high') {
  const worker = {
    count: 0,
    work: (camera: VideoFrame) => (): Job => {
      worker.count++;
      const { timestamp } = camera;
      camera.close();
      const draw = async (): Promise<FrameResult> => ({
        frame: frameOf(timestamp, { picture: 'drawn' }),
        tier,
        variant: 'general-368x208',
        state: 'running',
        covered: false,
        isCopy: false,
      });
      return { begun: DONE, matted: DONE, draw };
    },
    take: (member: ShareMember, camera: VideoFrame, key = 'blur') =>
      member.take(camera, key, worker.work(camera)),
  };
  return worker;
}

/** Draws what a job draws, and sends it. */
async function send(job: Job) {
  const { frame, ...result } = await job.draw();
  const picture = pictureOf(frame);
  frame.close();
  return { ...result, picture };
}

describe('loops of one camera', () => {
  useFakeFrames();

  it('does all the work where there is one, and keeps nothing', async () => {
    const [member, loop] = [createFrameShare().join('front'), worker()];
    for (const time of TIMES) {
      expect(await send(loop.take(member, frameOf(time)))).toMatchObject({ isCopy: false });
      expect(openFrames.size).toBe(0);
    }
    expect(loop.count).toBe(3);
  });

  it('gives the second one copies, which say what made them', async () => {
    const share = createFrameShare();
    const members = [share.join('front'), share.join('front')] as const;
    const [first, second] = [worker('low'), worker('high')];
    for (const time of TIMES) {
      const jobs = [
        first.take(members[0], frameOf(time)),
        second.take(members[1], frameOf(time)),
      ] as const;
      expect(await send(jobs[0])).toMatchObject({ picture: 'drawn', isCopy: false });
      expect(await send(jobs[1])).toMatchObject({ picture: 'drawn', isCopy: true, tier: 'low' });
      // For a third one that may come: of this picture and of the one before.
      expect(openFrames.size).toBeLessThanOrEqual(2);
    }
    expect([first.count, second.count]).toEqual([3, 0]);
    for (const member of members) member.leave();
    await DONE;
    expect(openFrames.size).toBe(0);
  });

  it('gives a copy to one that comes when the next picture is at work already', async () => {
    const share = createFrameShare();
    const [one, other] = [share.join('front'), share.join('front')];
    const loop = worker();
    const first = loop.take(one, frameOf(0));
    const copy = loop.take(other, frameOf(0));
    const next = loop.take(one, frameOf(33_333));
    await send(first);
    await send(next);
    expect(await send(copy)).toMatchObject({ isCopy: true });
    expect(loop.count).toBe(2);
    one.leave();
    other.leave();
    await DONE;
    expect(openFrames.size).toBe(0);
  });

  it('gives the picture before to one whose frame is another, and nothing twice', async () => {
    const share = createFrameShare();
    const [one, other] = [share.join('front'), share.join('front')];
    const [ahead, late] = [worker(), worker()];
    await send(ahead.take(one, frameOf(0)));
    expect(await send(late.take(other, frameOf(33_333)))).toMatchObject({ isCopy: true });
    // That one it has shown.
    expect(await send(late.take(other, frameOf(66_666)))).toMatchObject({ isCopy: false });
    // Long ago.
    await send(ahead.take(one, frameOf(100_000)));
    expect(await send(late.take(other, frameOf(300_000)))).toMatchObject({ isCopy: false });
    expect(late.count).toBe(2);
    one.leave();
    other.leave();
    await DONE;
    expect(openFrames.size).toBe(0);
  });

  it('gives copies to one that is always a frame behind', async () => {
    const share = createFrameShare();
    const [one, other] = [share.join('front'), share.join('front')];
    const [ahead, behind] = [worker(), worker()];
    await send(ahead.take(one, frameOf(TIMES[0] ?? 0)));
    for (const [i, time] of TIMES.slice(1).entries()) {
      await send(ahead.take(one, frameOf(time)));
      expect(await send(behind.take(other, frameOf(TIMES[i] ?? 0)))).toMatchObject({
        isCopy: true,
      });
    }
    expect(behind.count).toBe(0);
    one.leave();
    other.leave();
    await DONE;
    expect(openFrames.size).toBe(0);
  });

  it.each([
    ['settings', 'front', 64, 'colour'],
    ['size', 'front', 32, 'blur'],
    ['camera', 'back', 64, 'blur'],
  ])('shares nothing across another %s', async (_, camera, width, key) => {
    const share = createFrameShare();
    const [one, other] = [share.join('front'), share.join(camera)];
    const loop = worker();
    const jobs = [
      loop.take(one, frameOf(0)),
      loop.take(other, frameOf(0, width === 32 ? SMALL : {}), key),
    ];
    for (const job of jobs) expect(await send(job)).toMatchObject({ isCopy: false });
    expect(loop.count).toBe(2);
    one.leave();
    other.leave();
    await DONE;
    expect(openFrames.size).toBe(0);
  });

  it('does the work itself again when the other one has left', async () => {
    const share = createFrameShare();
    const [one, other] = [share.join('front'), share.join('front')];
    const loop = worker();
    await send(loop.take(one, frameOf(0)));
    one.leave();
    await DONE;
    expect(openFrames.size).toBe(0);
    expect(await send(loop.take(other, frameOf(0)))).toMatchObject({ isCopy: false });
    expect(loop.count).toBe(2);
  });
});
