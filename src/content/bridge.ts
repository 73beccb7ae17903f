import { rememberCompositor, rememberTier } from '../extension/device-store';
import { createPictureNames } from '../extension/picture-names';
import type { CallSettings } from '../shared/call-settings';
import type { FaultReason } from '../shared/fault';
import { CAMERA_SHOWN } from '../shared/handshake';
import { log, setLogLevel } from '../shared/log';
import {
  type BytesAnswer,
  type ContentToPage,
  type PageToContent,
  parsePageToContent,
} from '../shared/messages';
import { variantFor } from '../shared/model-variants';
import { TIERS } from '../shared/tiers';
import { createBackdropFetch } from './backdrop-fetch';
import { ask, isExtensionAlive } from './background';
import { hasCamera, mayAskForCamera, noteCamera } from './cameras';
import { createDeviceMemory } from './device-memory';
import { createLimit } from './limit';
import { connectLink, setLinkUse } from './link-frame';
import { relayPicture, setPictureSource } from './picture-relay';
import { connectSegmenter, setSegmenterUse, warmSegmenter } from './segmenter-frame';
import { findSite, type SiteWatch, watchSite } from './site-watch';
import { recordDocumentFault, recordStatus } from './status-board';

/** A document whose page has fifty cameras says less: each reports about once a second. */
const MESSAGES_AT_ONCE = 500;
const MESSAGES_PER_SECOND = 100;

/**
 * Serves the pipeline of one document by a port. While the browser gives the document no camera, nothing of the
 * user's goes to the page, and nothing the page says is kept or shown, whatever it says.
 */
export function openBridge(port: MessagePort): void {
  const send = (message: ContentToPage, transfer: Transferable[] = []) =>
    port.postMessage(message, transfer);

  let site: SiteWatch | undefined;
  /** What this site's calls get, once it is known. */
  let settings: CallSettings | undefined;
  const names = findSite(window.location).then(createPictureNames);
  let tracksLive = false;
  const forget = (error: unknown) => log.debug('not remembered', error);
  /** The page's loops make their masks themselves; undefined until it has said so. */
  let makesMasks: boolean | undefined;
  /** The network's weights, on their way or here. */
  let weights: Promise<ArrayBuffer | undefined> | undefined;
  let isDelivered = false;
  const backdrops = createBackdropFetch();
  let isWarm = false;
  const memory = createDeviceMemory({
    tier: (tier) => void rememberTier(tier).catch(forget),
    compositor: (name) => void rememberCompositor(name).catch(forget),
  });
  const mayPass = createLimit(MESSAGES_AT_ONCE, MESSAGES_PER_SECOND);

  port.addEventListener(CAMERA_SHOWN, (event) =>
    noteCamera((event as MediaStreamTrackEvent).track),
  );

  port.onmessage = ({ data, ports }) => {
    if (!mayPass()) return;
    const message = parsePageToContent(data);
    if (!message) {
      port.onmessage = null;
      refusePage(port);
      return;
    }
    switch (message.type) {
      case 'settings-wanted':
        makesMasks = message.makesMasks;
        if (message.showsPictures)
          setPictureSource((track) => send({ type: 'picture-wanted', track }));
        if (site) site.tellAgain();
        else watch();
        return;
      case 'open-segmenter': {
        const [segmenterPort] = ports;
        if (segmenterPort) void openSegmenter(message, segmenterPort);
        return;
      }
      case 'open-link': {
        const [link] = ports;
        if (link) void openLink(link);
        return;
      }
      case 'load-backdrop':
        void loadBackdrop(message.id);
        return;
      case 'reported':
        if (message.status.state !== 'ended' && !hasCamera()) return;
        tracksLive = recordStatus(message.status) > 0;
        setSegmenterUse(tracksLive);
        setLinkUse(tracksLive);
        memory.note(message.status, settings?.tier.adapt ?? false, performance.now());
        site?.learn(message.status);
        return;
      case 'picture-taken':
        if (hasCamera()) relayPicture(message.track, message.picture);
        return;
      default:
        message satisfies never;
    }
  };

  const watch = () => {
    if (isExtensionAlive()) site = watchSite((changed) => void learn(changed));
  };

  const learn = async (changed: CallSettings) => {
    setLogLevel(changed.debug);
    log.debug('the settings of this site', changed);
    settings = changed;
    prepare(changed);
    const effect = await (await names).hide(changed.effect);
    // Meanwhile they may have changed once more.
    if (settings !== changed || !hasCamera()) return;
    send({ type: 'settings-changed', settings: { ...changed, effect } });
    if (makesMasks && weights && !isDelivered) void deliver(weights);
  };

  /** The camera takes its time to open. */
  const prepare = (changed: CallSettings) => {
    if (changed.effect.kind === 'none') return;
    if (changed.effect.kind === 'image' && !hasCamera()) backdrops.prepare(changed.effect);
    if (makesMasks !== false) weights ??= loadWeights();
    else if (!isWarm) {
      isWarm = true;
      void warm(changed);
    }
  };

  const deliver = async (coming: Promise<ArrayBuffer | undefined>) => {
    isDelivered = true;
    const bytes = await coming;
    if (bytes) send({ type: 'weights-loaded', bytes }, [bytes]);
    else send({ type: 'weights-failed' });
  };

  /** Most cameras are wide; another shape loads its own model when its first frame is there. */
  const warm = async ({ tier: { tier } }: CallSettings) => {
    if (!hasCamera() && !(await mayAskForCamera())) return;
    await warmSegmenter(variantFor({ width: 16, height: 9 }, TIERS[tier].input));
    // The user may say no to the camera: then nobody ever says that the segmenter is idle.
    if (!tracksLive) setSegmenterUse(false);
  };

  const openSegmenter = async (
    { track, replace, service }: PageToContent & { type: 'open-segmenter' },
    segmenterPort: MessagePort,
  ) => {
    const isAlive = isExtensionAlive() && hasCamera();
    if (isAlive && (await connectSegmenter(segmenterPort, service, replace))) return;
    const reason: FaultReason = isExtensionAlive() ? 'segmenter-blocked' : 'extension-gone';
    send({ type: 'segmenter-failed', track, reason });
  };

  const openLink = async (link: MessagePort) => {
    const onLost = () => send({ type: 'link-lost' });
    if (isExtensionAlive() && hasCamera())
      await connectLink(link, await findSite(window.location), onLost);
    else onLost();
  };

  const loadBackdrop = async (name: string) => {
    // A page gets the picture it shows, and no other: some are the user's own.
    const effect = hasCamera() ? settings?.effect : undefined;
    const told = (await names).effectOf(name);
    const isChosen = effect?.kind === 'image' && effect.id === told?.id;
    const answer = isChosen && told ? await backdrops.take(told) : undefined;
    if (!answer?.ok) {
      send({ type: 'backdrop-failed', id: name });
      return;
    }
    const show = (base64: string) => {
      const bytes = bytesOf(base64);
      send({ type: 'backdrop-loaded', id: name, bytes }, [bytes]);
    };
    show(answer.base64);
    if (!answer.moves || !told) return;
    const film = await backdrops.takeFilm(told);
    const shown = settings?.effect;
    // Meanwhile something else may have been chosen, or the camera be gone.
    if (film && hasCamera() && shown?.kind === 'image' && shown.id === told.id) show(film);
  };

  // While the pipeline is on its way.
  watch();
}

/** Tells a page script of another version that it is not understood: covered, until the page is reloaded. */
export function refusePage(port: MessagePort): void {
  recordDocumentFault('extension-gone');
  const refusal: ContentToPage = { type: 'pipeline-failed', reason: 'extension-gone' };
  port.postMessage(refusal);
}

async function loadWeights(): Promise<ArrayBuffer | undefined> {
  const answer = await ask<BytesAnswer>({ type: 'load-weights' });
  return answer.ok ? bytesOf(answer.base64) : undefined;
}

function bytesOf(base64: string): ArrayBuffer {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  // A film has millions: `from` takes ten times as long.
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes.buffer;
}
