/** A call between two peers of one page. */
export type Loopback = {
  /** What the far end sees. */
  readonly received: MediaStream;
  /** How often the sender has asked for a negotiation. */
  readonly negotiations: number;
  /** Frames of the video that the far end has decoded. */
  framesReceived(): Promise<number>;
  /** Bits a second of video that have come since the last call; 0 at the first. */
  bitrate(): Promise<number>;
  close(): void;
};

/** Sends all tracks of a stream to the far end; resolves when its video track has arrived. */
export async function connectLoopback(stream: MediaStream): Promise<Loopback> {
  const [caller, callee] = [new RTCPeerConnection(), new RTCPeerConnection()];
  caller.onicecandidate = ({ candidate }) => callee.addIceCandidate(candidate ?? undefined);
  callee.onicecandidate = ({ candidate }) => caller.addIceCandidate(candidate ?? undefined);
  let negotiations = 0;
  caller.onnegotiationneeded = () => {
    negotiations++;
  };
  const arrived = new Promise<MediaStream>((resolve) => {
    callee.ontrack = ({ track }) => {
      if (track.kind === 'video') resolve(new MediaStream([track]));
    };
  });
  for (const track of stream.getTracks()) {
    const sender = caller.addTrack(track, stream);
    // On a busy machine the far end's picture shall be slow rather than small: it is looked at.
    await sender.setParameters({
      ...sender.getParameters(),
      degradationPreference: 'maintain-resolution',
    });
  }
  await caller.setLocalDescription();
  await callee.setRemoteDescription(caller.localDescription as RTCSessionDescription);
  await callee.setLocalDescription();
  await caller.setRemoteDescription(callee.localDescription as RTCSessionDescription);
  let before: { readonly bytes: number; readonly at: number } | undefined;
  const videoStats = async () => {
    for (const stats of (await callee.getStats()).values())
      if (stats.type === 'inbound-rtp' && stats.kind === 'video') return stats;
    return undefined;
  };
  return {
    received: await arrived,
    get negotiations() {
      return negotiations;
    },
    framesReceived: async () => (await videoStats())?.framesDecoded ?? 0,
    bitrate: async () => {
      const { bytesReceived: bytes = 0, timestamp: at = 0 } = (await videoStats()) ?? {};
      const bits =
        before && at > before.at ? (8000 * (bytes - before.bytes)) / (at - before.at) : 0;
      before = { bytes, at };
      return bits;
    },
    close: () => {
      caller.close();
      callee.close();
    },
  };
}
