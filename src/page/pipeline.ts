import type { LoopCommand, LoopEvent } from '../loop/commands';
import { idleStatus } from '../loop/idle-status';
import { natives } from '../natives/natives';
import type { ConnectPipeline } from '../patch/pipeline-request';
import { log, setLogLevel } from '../shared/log';
import { parseContentToPage } from '../shared/messages';
import type { TrackStatus } from '../shared/status';
import { openContentLink } from './content-link';
import { startLoop, warmLoop } from './hosts/choose';
import type { LoopHost } from './hosts/host';
import { createHunger, type Hunger } from './hosts/hunger';
import { isCamera } from './track/camera-request';
import {
  type Backing,
  backingOf,
  createProcessedTrack,
  type Process,
} from './track/processed-track';
import { teachManners } from './track/track-manners';
import { setExtensionClock } from './transport/clock';
import { transport } from './transport/transport';
import { allowsWasm } from './wasm';

/** A loop and what its track needs. */
type Running = {
  readonly loop: LoopHost;
  readonly backing: Backing;
  readonly hunger: Hunger;
};

/** Wires the content script's port to the frame loops of all processed tracks of this document. */
export const connectPipeline: ConnectPipeline = (port, other) => {
  const loops = new Map<number, Running>();
  const makesMasks = allowsWasm();
  /** The network's weights; undefined until they have come, null where there are none to be had. */
  let weights: ArrayBuffer | null | undefined = makesMasks ? undefined : null;
  let nextTrack = 1;
  /** What its calls were told last, kept current while one has a camera. */
  let told: LoopCommand | undefined;
  /** The user wants nobody to be seen: no track is going to show a person. */
  let isCovered = false;

  const tellAll = (command: LoopCommand) => {
    for (const { loop } of loops.values()) loop.send(command);
  };

  const onMessage = (data: unknown) => {
    const message = parseContentToPage(data);
    switch (message?.type) {
      case 'settings-changed':
        setLogLevel(message.settings.debug);
        log.debug('the loops of this page get settings', loops.size);
        isCovered = message.settings.covered;
        told = message;
        tellAll(message);
        return;
      case 'weights-loaded':
      case 'weights-failed':
        // Another content script sends them once more.
        if (weights) return;
        weights = message.type === 'weights-loaded' ? message.bytes : null;
        tellAll({ type: 'set-weights', bytes: weights });
        return;
      case 'backdrop-loaded':
      case 'backdrop-failed': {
        const bytes = message.type === 'backdrop-loaded' ? message.bytes : null;
        tellAll({ type: 'set-backdrop', id: message.id, bytes });
        return;
      }
      case 'link-lost':
        tellAll({ type: 'lose-link' });
        return;
      case 'picture-wanted':
        loops.get(message.track)?.loop.send({
          type: 'send-picture',
          ...(message.isFirst && { isFirst: message.isFirst }),
        });
        return;
      case 'segmenter-failed':
        loops.get(message.track)?.loop.send({ type: 'fail-segmenter', reason: message.reason });
        return;
      // A content script of another version: it does not understand this page, or this page it.
      case 'pipeline-failed':
      case undefined:
        told = undefined;
        tellAll({ type: 'settings-refused' });
    }
  };
  const askSettings = () => send({ type: 'settings-wanted', makesMasks, showsPictures: true });
  const { send, show } = openContentLink({ port, other }, onMessage, () => {
    tellAll({ type: 'lose-link' });
    for (const { backing } of loops.values()) show(backing.camera);
    askSettings();
  });
  askSettings();
  warmLoop();
  // Of no track: nobody is told when it fails, and the hidden page goes on slowly.
  setExtensionClock(() => {
    const { port1, port2 } = new natives.MessageChannel();
    send({ type: 'open-segmenter', track: 0, replace: false, service: 'masks' }, [port2]);
    return port1;
  });

  const onLoopEvent = (track: number, loop: LoopHost, event: LoopEvent) => {
    switch (event.type) {
      case 'segmenter-wanted': {
        const { port1, port2 } = new natives.MessageChannel();
        const service = loop.place === 'extension' ? 'loop' : 'masks';
        send({ type: 'open-segmenter', track, replace: event.replace, service }, [port2]);
        loop.send({ type: 'connect-segmenter', port: port1 }, [port1]);
        return;
      }
      case 'link-wanted': {
        const { port1, port2 } = new natives.MessageChannel();
        send({ type: 'open-link' }, [port2]);
        loop.send({ type: 'connect-link', port: port1 }, [port1]);
        return;
      }
      case 'backdrop-wanted':
        send({ type: 'load-backdrop', id: event.id });
        return;
      case 'starved':
        loops.get(track)?.hunger.starved(event.waited);
        return;
      case 'track-lost':
        loops.get(track)?.backing.lose();
        report({ ...idleStatus('ended'), track, place: loop.place });
        return;
      case 'picture-taken':
        send({ type: 'picture-taken', track, picture: event.picture });
        return;
      case 'reported':
        report({ ...event.status, track, place: loop.place });
        return;
    }
  };

  const report = (status: TrackStatus) => {
    send({ type: 'reported', status });
    const running = loops.get(status.track);
    if (status.fps > 0) running?.hunger.ended();
    if (isCovered || status.state !== 'covered') running?.backing.show();
    if (status.state === 'ended') {
      loops.delete(status.track);
      // Whatever ended the loop, a camera that nobody sees must not stay on.
      running?.backing.camera.stop();
    } else running?.backing.tend();
  };

  const process: Process = (camera) => {
    // Nothing is told while there is no camera: what was told before may be of yesterday.
    if (![...loops.values()].some(({ backing: { camera: other } }) => other.readyState === 'live'))
      told = undefined;
    const track = nextTrack++;
    const sink = transport().openSink(camera);
    const { track: processed } = sink;
    teachManners(processed);
    const backing = createProcessedTrack(camera, processed, process, {
      onStop: () => loops.get(track)?.loop.send({ type: 'stop' }),
      onMute: (isOn) => {
        // Its frames are black then, and cost and count as those of a disabled camera do.
        if (transport().isNative) camera.enabled = !isOn;
        loops.get(track)?.loop.send({ type: 'mute', isOn });
      },
    });
    if (camera.readyState === 'ended') {
      processed.stop();
      return processed;
    }
    const loop = startLoop(camera, sink, (event) => onLoopEvent(track, loop, event));
    const hunger = createHunger(camera, (source) => loop.send({ type: 'replace-source', source }));
    loops.set(track, { loop, backing, hunger });
    if (weights !== undefined) loop.send({ type: 'set-weights', bytes: weights });
    // Nobody may be there any more who tells it.
    if (told) loop.send(told);
    show(camera);
    // Where no picture can be read it is a camera's too.
    show(processed);
    askSettings();
    return processed;
  };

  return (stream) => {
    for (const camera of stream.getVideoTracks()) {
      if (!isCamera(camera) || backingOf(camera)) continue;
      // In this order: a stream that has a live track all the time stays active, and tells of no change.
      stream.addTrack(process(camera));
      stream.removeTrack(camera);
    }
    return stream;
  };
};
