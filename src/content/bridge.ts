import { rememberCompositor, rememberTier } from '../extension/device-store';
import { createPictureNames } from '../extension/picture-names';
import type { CallSettings } from '../shared/call-settings';
import type { FaultReason } from '../shared/fault';
import { CAMERA_SHOWN } from '../shared/handshake';
import { log, setLogLevel } from '../shared/log';
import { type ContentToPage, type PageToContent, parsePageToContent } from '../shared/messages';
import { createBackdropSupply } from './backdrop-supply';
import { isExtensionAlive } from './background';
import { hasCamera, noteCamera } from './cameras';
import { createDeviceMemory } from './device-memory';
import { createEngineSupply } from './engine-supply';
import { createLimit } from './limit';
import { connectLink, setLinkUse } from './link-frame';
import { relayPicture, setPictureSource } from './picture-relay';
import { connectSegmenter, setSegmenterUse } from './segmenter-frame';
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
  /** What the document may be shown: nothing without a camera. */
  const shown = () => (hasCamera() ? settings?.effect : undefined);
  const backdrops = createBackdropSupply(names, shown, send);
  const engine = createEngineSupply(() => tracksLive, send);
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
        engine.serve(message.makesMasks);
        if (message.showsPictures)
          setPictureSource((track, isFirst) =>
            send({ type: 'picture-wanted', track, ...(isFirst && { isFirst }) }),
          );
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
        void backdrops.load(message.id);
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
    if (changed.effect.kind !== 'none') {
      // The camera takes its time to open.
      backdrops.prepare(changed.effect);
      engine.prepare(changed.tier.tier);
    }
    const effect = await (await names).hide(changed.effect);
    // Meanwhile they may have changed once more.
    if (settings !== changed || !hasCamera()) return;
    send({ type: 'settings-changed', settings: { ...changed, effect } });
    void engine.deliver();
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

  const loseLink = () => send({ type: 'link-lost' });
  const openLink = async (link: MessagePort) => {
    if (isExtensionAlive() && hasCamera())
      await connectLink(link, await findSite(window.location), loseLink);
    else loseLink();
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
