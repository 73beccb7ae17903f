import type { LoopCommand } from '../../loop/commands';
import type { FrameLoop } from '../../loop/frame-loop';
import type { CallSettings } from '../../shared/call-settings';
import { parseLinkToKeeper } from '../../shared/messages';

/** What the user wants of the tracks of a document, told by two: by the page's main thread, and by a link. */
export type KeeperSettings = {
  /** What a loop is told of a command for it; undefined for one that concerns the link. */
  translate(command: LoopCommand): LoopCommand | undefined;
  /** Tells a loop that begins what is known. */
  greet(loop: FrameLoop): void;
};

/**
 * A link is fast, and the page may be blocked with what is old by now, or the other way round: nobody knows
 * which of the two is newer. So the camera is shown only while both say so. loops: those to tell.
 */
export function createKeeperSettings(loops: () => Iterable<FrameLoop>): KeeperSettings {
  let fromPage: CallSettings | undefined;
  let fromLink: CallSettings | undefined;
  let link: MessagePort | undefined;

  const resolved = () => (fromPage && fromLink ? both(fromPage, fromLink) : fromPage);
  const tellAll = () => {
    for (const loop of loops()) greet(loop);
  };
  const greet = (loop: FrameLoop) => {
    const settings = resolved();
    if (settings) loop.handle({ type: 'settings-changed', settings });
  };
  const lose = () => {
    link?.close();
    link = fromLink = undefined;
    tellAll();
  };
  const connect = (port: MessagePort) => {
    link?.close();
    link = port;
    port.onmessage = ({ data }) => {
      const message = parseLinkToKeeper(data);
      // One of another version is of no use.
      if (!message) return lose();
      fromLink = message.settings;
      tellAll();
    };
  };

  return {
    translate: (command) => {
      switch (command.type) {
        case 'settings-changed':
          fromPage = command.settings;
          return { ...command, settings: resolved() ?? fromPage };
        case 'settings-refused':
          fromPage = undefined;
          return command;
        case 'connect-link':
          connect(command.port);
          return undefined;
        case 'lose-link':
          if (link) lose();
          return undefined;
        default:
          return command;
      }
    },
    greet,
  };
}

/** What hides more goes before what hides less. */
function both(page: CallSettings, link: CallSettings): CallSettings {
  const { effect } = link.effect.kind === 'none' ? page : link;
  return { ...page, effect, covered: page.covered || link.covered };
}
