import { rememberCompositor, rememberTier } from '../extension/device-store';
import type { CallSettings } from '../shared/call-settings';
import type { FaultReason } from '../shared/fault';
import { log, setLogLevel } from '../shared/log';
import {
  type BytesAnswer,
  type ContentToPage,
  type Outcome,
  type PageToContent,
  parsePageToContent,
} from '../shared/messages';
import { variantFor } from '../shared/model-variants';
import { TIERS } from '../shared/tiers';
import { ask, isExtensionAlive } from './background';
import { createDeviceMemory } from './device-memory';
import { connectLink, setLinkUse } from './link-frame';
import { relayPicture, setPictureSource } from './picture-relay';
import { connectSegmenter, setSegmenterUse, warmSegmenter } from './segmenter-frame';
import { findSite, type SiteWatch, watchSite } from './site-watch';
import { recordDocumentFault, recordStatus } from './status-board';

/** Serves one document: injects the pipeline, then answers what it asks. */
export function openBridge(port: MessagePort): void {
  const send = (message: ContentToPage, transfer: Transferable[] = []) =>
    port.postMessage(message, transfer);

  let site: SiteWatch | undefined;
  /** What this site's calls get, once it is known. */
  let settings: CallSettings | undefined;
  let tracksLive = false;
  const forget = (error: unknown) => log.debug('not remembered', error);
  /** The page's loops make their masks themselves. */
  let makesMasks = false;
  let isPrepared = false;
  const memory = createDeviceMemory({
    tier: (tier) => void rememberTier(tier).catch(forget),
    compositor: (name) => void rememberCompositor(name).catch(forget),
  });

  port.onmessage = ({ data, ports }) => {
    const message = parsePageToContent(data);
    if (!message) {
      refuse();
      return;
    }
    switch (message.type) {
      case 'settings-wanted':
        makesMasks = message.makesMasks;
        if (message.showsPictures)
          setPictureSource((track) => send({ type: 'picture-wanted', track }));
        if (site) site.tellAgain();
        else site = watchSite(tellSettings);
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
        tracksLive = recordStatus(message.status) > 0;
        setSegmenterUse(tracksLive);
        setLinkUse(tracksLive);
        memory.note(message.status, settings?.tier.adapt ?? false, performance.now());
        site?.learn(message.status);
        return;
      case 'picture-taken':
        relayPicture(message.track, message.picture);
        return;
      default:
        message satisfies never;
    }
  };

  /** A page script of another version: covered, until the page is reloaded. */
  const refuse = () => {
    recordDocumentFault('extension-gone');
    send({ type: 'pipeline-failed', reason: 'extension-gone' });
  };

  const tellSettings = (changed: CallSettings) => {
    setLogLevel(changed.debug);
    log.debug('the settings of this site', changed);
    settings = changed;
    send({ type: 'settings-changed', settings });
    if (isPrepared || changed.effect.kind === 'none') return;
    isPrepared = true;
    void (makesMasks ? loadWeights() : warm(changed));
  };

  const loadWeights = async () => {
    const answer = await ask<BytesAnswer>({ type: 'load-weights' });
    if (!answer.ok) {
      send({ type: 'weights-failed' });
      return;
    }
    const bytes = bytesOf(answer.base64);
    send({ type: 'weights-loaded', bytes }, [bytes]);
  };

  /** Most cameras are wide; another shape loads its own model when its first frame is there. */
  const warm = async ({ tier: { tier } }: CallSettings) => {
    await warmSegmenter(variantFor({ width: 16, height: 9 }, TIERS[tier].input));
    // The user may say no to the camera: then nobody ever says that the segmenter is idle.
    if (!tracksLive) setSegmenterUse(false);
  };

  const openSegmenter = async (
    { track, replace, service }: PageToContent & { type: 'open-segmenter' },
    segmenterPort: MessagePort,
  ) => {
    const connected =
      isExtensionAlive() && (await connectSegmenter(segmenterPort, service, replace));
    if (connected) return;
    const reason: FaultReason = isExtensionAlive() ? 'segmenter-blocked' : 'extension-gone';
    send({ type: 'segmenter-failed', track, reason });
  };

  const openLink = async (link: MessagePort) => {
    const onLost = () => send({ type: 'link-lost' });
    if (isExtensionAlive()) await connectLink(link, await findSite(window.location), onLost);
    else onLost();
  };

  const loadBackdrop = async (id: string) => {
    // A page gets the picture it shows, and no other: some are the user's own.
    const chosen = settings?.effect.kind === 'image' && settings.effect.id === id;
    const answer = chosen ? await ask<BytesAnswer>({ type: 'load-backdrop', id }) : undefined;
    if (!answer?.ok) {
      send({ type: 'backdrop-failed', id });
      return;
    }
    const bytes = bytesOf(answer.base64);
    send({ type: 'backdrop-loaded', id, bytes }, [bytes]);
  };

  void ask<Outcome>({ type: 'inject-pipeline' }).then((outcome) => {
    if (!outcome.ok) send({ type: 'pipeline-failed', reason: outcome.reason });
  });
}

function bytesOf(base64: string): ArrayBuffer {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)).buffer;
}
