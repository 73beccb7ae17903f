/** What becomes of a track and its clones, as questions to a page of any browser. */
import type { AnyPage } from '../fixtures/any-browser';

/**
 * A track, its clone and the clone's clone, each with something of its own. patience: how long a size is
 * waited for, ms; not every browser gets to each.
 */
export const askClones = (page: AnyPage, patience = 30_000) =>
  page.evaluate(async (longest) => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    const [first] = stream.getVideoTracks();
    if (!first) throw new Error('expected a video track');
    first.contentHint = 'detail';
    const second = first.clone();
    second.enabled = false;
    second.contentHint = 'motion';
    await second.applyConstraints({ width: { exact: 320 }, height: { exact: 180 } });
    const third = second.clone();
    third.enabled = true;
    const copied = stream.clone();
    const tracks = [first, second, third, ...copied.getVideoTracks()];

    const videos = tracks.map((track) => {
      const video = document.createElement('video');
      video.muted = true;
      video.srcObject = new MediaStream([track]);
      void video.play();
      return video;
    });
    const waitForWidth = async (index: number, width: number) => {
      const end = performance.now() + longest;
      while (videos[index]?.videoWidth !== width && performance.now() < end)
        await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await waitForWidth(0, 640);
    await waitForWidth(1, 320);
    const look = () =>
      tracks.map((track, i) => ({
        enabled: track.enabled,
        // Firefox knows no hints; what a site sets is then the object's own.
        hint: 'contentHint' in MediaStreamTrack.prototype && track.contentHint,
        state: track.readyState,
        constraints: track.getConstraints(),
        size: [track.getSettings().width, track.getSettings().height],
        shown: [videos[i]?.videoWidth, videos[i]?.videoHeight],
        label: track.label,
        text: String(track),
      }));
    await waitForWidth(3, 640);
    await waitForWidth(2, third.getSettings().width ?? 0);
    const before = look();

    await third.applyConstraints({ width: { exact: 160 } });
    await waitForWidth(2, 160);
    const after = look();
    first.stop();
    const kinds = copied.getTracks().map(({ kind }) => kind);
    second.stop();
    return {
      before,
      after,
      kinds,
      ids: new Set(tracks.map(({ id }) => id)).size,
      others: [stream.id === copied.id, stream.active, copied.active],
      states: tracks.map(({ readyState }) => readyState),
      ofEnded: first.clone().readyState,
    };
  }, patience);
