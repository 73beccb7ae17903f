/**
 * What a site can learn of a track, as questions to a page of any browser: the answers are the same
 * with Veil and without.
 */
import type { AnyPage } from '../fixtures/any-browser';

/** Everything a site can read off the camera track at once, before any frame has come. */
export const askTrack = (page: AnyPage) =>
  page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: true,
      video: { width: { ideal: 640 }, frameRate: { ideal: 30, max: 60 } },
    });
    const [track] = stream.getVideoTracks();
    if (!track) throw new Error('expected a video track');
    const { deviceId, groupId, ...settings } = track.getSettings();
    const { deviceId: _d, groupId: _g, ...capabilities } = track.getCapabilities();
    const devices = await navigator.mediaDevices.enumerateDevices();
    const refused = (constraints: MediaTrackConstraints) =>
      track.applyConstraints(constraints).then(
        () => 'applied',
        (error) => `${error.name} ${error.constraint} ${error.message}`,
      );
    const thrown = (run: () => unknown) => {
      try {
        return run();
      } catch (error) {
        return (error as Error).name;
      }
    };
    const changes: string[] = [];
    for (const type of ['active', 'inactive', 'addtrack', 'removetrack'])
      stream.addEventListener(type, () => changes.push(type));
    const answers = {
      settings,
      deviceIsListed: devices.some((device) => device.deviceId === deviceId),
      groupIsListed: devices.some((device) => device.groupId === groupId),
      labelIsListed: devices.some((device) => device.label === track.label),
      capabilities,
      constraints: track.getConstraints(),
      label: track.label,
      kind: track.kind,
      enabled: track.enabled,
      muted: track.muted,
      readyState: track.readyState,
      contentHint: track.contentHint,
      stats: String((track as unknown as { stats: unknown }).stats),
      handle: (track as unknown as { getCaptureHandle?(): unknown }).getCaptureHandle?.(),
      active: stream.active,
      found: stream.getTrackById(track.id) === track,
      idLength: track.id.length,
      cloned: thrown(() => structuredClone(track)),
      transferred: thrown(() => structuredClone(track, { transfer: [track as never] })),
      posted: thrown(() => new MessageChannel().port1.postMessage(track)),
      text: String(track),
      isTrack: track instanceof MediaStreamTrack,
      className: track.constructor.name,
      ownNames: Object.getOwnPropertyNames(track),
      order: stream.getTracks().map(({ kind }) => kind),
      tooLarge: await refused({ width: { exact: 99_999 } }),
      noNumber: await refused({ width: { exact: 'wide' as unknown as number } }),
      applied: await refused({ frameRate: { ideal: 15 } }),
      constraintsAfter: track.getConstraints(),
      cloneLabel: track.clone().label,
      streamCloneLabel: stream.clone().getVideoTracks()[0]?.label,
      changes,
    };
    for (const each of stream.getTracks()) each.stop();
    return { ...answers, stateAfterStop: track.readyState };
  });

/** Constraints of every kind that the browser's own test camera knows, and what they lead to. */
export const askConstraints = (page: AnyPage) =>
  page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { pan: true, tilt: true, zoom: true } as object,
    });
    const [track] = stream.getVideoTracks();
    if (!track) throw new Error('expected a video track');
    await new Promise((resolve) => setTimeout(resolve, 500));
    const settled: unknown[] = [];
    const range = (name: string) =>
      (track.getCapabilities() as Record<string, { max?: number } | undefined>)[name]?.max;
    for (const constraints of [
      { width: 320, height: 240 },
      { width: { exact: 640 }, height: { exact: 360 } },
      { aspectRatio: { exact: 1 } },
      { aspectRatio: { exact: 1e6 } },
      { frameRate: { max: 10 } },
      { frameRate: { min: 1000 } },
      { facingMode: 'user' },
      { facingMode: { exact: 'environment' } },
      { deviceId: { exact: 'another' } },
      { groupId: { exact: 'another' } },
      { resizeMode: { exact: 'crop-and-scale' } },
      { resizeMode: { exact: 'none at all' } },
      { advanced: [{ zoom: range('zoom') }] },
      { advanced: [{ pan: 1e9 }] },
      { tilt: { exact: 1e9 } },
      { advanced: [{ torch: true }] },
      { advanced: [{ exposureTime: range('exposureTime') }] },
      { exposureTime: { min: 1e9 } },
      { advanced: [{ focusMode: 'single-shot' }] },
      { width: 'wide' },
      {},
    ] as MediaTrackConstraints[]) {
      const outcome = await track.applyConstraints(constraints).then(
        () => 'applied',
        ({ name, constraint, message }) => ({ name, constraint, message }),
      );
      const { deviceId: _d, groupId: _g, ...settings } = track.getSettings();
      settled.push({ constraints, outcome, settings, kept: track.getConstraints() });
    }
    return settled;
  });

/** What has nothing to do with the picture. */
export const askOthers = (page: AnyPage) =>
  page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    const [audio] = stream.getAudioTracks();
    const { deviceId: _d, groupId: _g, ...settings } = audio?.getSettings() ?? {};
    const devices = await navigator.mediaDevices.enumerateDevices();
    const states = [];
    for (const name of ['camera', 'microphone']) {
      states.push((await navigator.permissions.query({ name } as PermissionDescriptor)).state);
    }
    return {
      settings,
      constraints: audio?.getConstraints(),
      label: audio?.label,
      cloneLabel: audio?.clone().label,
      muted: audio?.muted,
      devices: devices.map(({ kind, label }) => ({ kind, label })),
      states,
      supported: navigator.mediaDevices.getSupportedConstraints(),
      onChange: navigator.mediaDevices.ondevicechange,
      remote: new RTCPeerConnection().addTransceiver('video').receiver.track.getSettings(),
    };
  });
