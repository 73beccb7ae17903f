/** The frames that a track shows, for whoever looks at them; the reader closes each. */
export function framesOf(track: MediaStreamTrack): ReadableStream<VideoFrame> {
  return 'MediaStreamTrackProcessor' in window
    ? new MediaStreamTrackProcessor({ track, maxBufferSize: 30 }).readable
    : presentedFrames(track);
}

/** Where no browser gives streams of frames: what a video element presents, by the page's clock. */
function presentedFrames(track: MediaStreamTrack): ReadableStream<VideoFrame> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  void video.play();
  let last = 0;
  return new ReadableStream({
    start: (controller) => {
      const onPicture = (now: number) => {
        if (track.readyState === 'ended') return;
        last = Math.max(last + 1, Math.round(now * 1000));
        controller.enqueue(new VideoFrame(video, { timestamp: last }));
        video.requestVideoFrameCallback(onPicture);
      };
      video.requestVideoFrameCallback(onPicture);
      // Of the element, and by attribute: the page may have taken the methods of events away.
      video.onended = () => controller.close();
    },
  });
}
