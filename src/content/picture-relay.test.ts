import { beforeEach, expect, it, vi } from 'vitest';
import { PICTURE_PORT } from '../shared/handshake';
import { ANY_TRACK } from '../shared/messages';

vi.mock('./document-name', () => ({ DOCUMENT_NAME: 'this' }));
const board = vi.hoisted(() => ({ main: undefined as number | undefined }));
vi.mock('./status-board', () => ({ mainTrack: () => board.main }));

const PICTURE = { width: 1, height: 1, base64: 'AAAAAA==' };

let connect: (port: object) => void;
let relay: typeof import('./picture-relay');
const asked = vi.fn();
beforeEach(async () => {
  vi.resetModules();
  asked.mockClear();
  board.main = undefined;
  const onConnect = { addListener: (listener: typeof connect) => (connect = listener) };
  vi.stubGlobal('chrome', { runtime: { onConnect } });
  relay = await import('./picture-relay');
  relay.setPictureSource(asked);
  relay.listenToViewers();
});

/** A popup's port: what it is told, and how it asks. */
function view() {
  let tell: (data: unknown) => void = () => undefined;
  const postMessage = vi.fn();
  connect({
    name: PICTURE_PORT,
    postMessage,
    onDisconnect: { addListener: () => undefined },
    onMessage: { addListener: (listener: typeof tell) => (tell = listener) },
  });
  return { ask: (data: unknown) => tell(data), told: postMessage };
}

it('brings a picture to who asked for that track of this document, once', () => {
  const { ask, told } = view();
  ask({ frame: 'other', track: 2 });
  expect(asked).not.toHaveBeenCalled();
  ask({ frame: 'this', track: 2 });
  expect(asked).toHaveBeenCalledWith(2, false);
  relay.relayPicture(3, PICTURE);
  expect(told).not.toHaveBeenCalled();
  relay.relayPicture(2, PICTURE);
  relay.relayPicture(2, PICTURE);
  expect(told.mock.calls).toEqual([[{ frame: 'this', track: 2, picture: PICTURE }]]);
});

it('who knows no track yet gets a picture of the one that counts, and none where none is', () => {
  const { ask, told } = view();
  ask(ANY_TRACK);
  expect(asked).not.toHaveBeenCalled();
  board.main = 7;
  ask(ANY_TRACK);
  expect(asked).toHaveBeenCalledWith(7, true);
  relay.relayPicture(7, PICTURE);
  expect(told).toHaveBeenCalledWith({ frame: 'this', track: 7, picture: PICTURE });
});
