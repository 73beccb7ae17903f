/** What the popup shows of oneself, and what is chosen there for one site or against a cover. */
import { test as runner } from 'playwright/test';
import type { Settings } from '../../src/shared/settings';
import { type AnyPopup, openCamera, type Test } from '../fixtures/any-browser';
import { waitForPerson } from '../fixtures/call';
import { english } from '../fixtures/english';
import { expect } from '../fixtures/expect';
import { withPage } from '../fixtures/situation';
import { FILM_COLORS, writeUserFile } from '../popup/files';
import { click, expectPreviewed, previewed } from '../popup/panel';
import { backdropColor, expectSent } from '../popup/showing';

const GREEN = [0, 255, 0] as const;
const RED = [255, 0, 0] as const;
const green = { kind: 'color', color: '#00ff00' } as const;
const red = { kind: 'color', color: '#ff0000' } as const;

/** Registers the tests. */
export function expectPanels(test: Test): void {
  test('the preview shows oneself before the background, and its camera ends with it', async ({
    veil,
    page,
    server,
  }) => {
    await veil.setEffect(green);
    await page.goto(server.url('plain'));
    const popup = await veil.openPopup();
    try {
      await keepTracks(popup);
      await press(popup, 'preview');
      await expectPreviewed(popup, GREEN);
      await veil.setEffect(red);
      await expectPreviewed(popup, RED);
      expect(await liveTracks(popup)).toBe(1);
      expect(await isMirrored(popup)).toBe(true);
      await press(popup, 'preview_mirror');
      expect(await isMirrored(popup)).toBe(false);

      await press(popup, 'preview_close');
      // The light goes out in the click itself.
      expect(await liveTracks(popup)).toBe(0);
      await expect.poll(() => previewed(popup)).toBeUndefined();
    } finally {
      await popup.close();
      await veil.set({});
    }
  });

  for (const situation of ['plain', 'strict-csp'])
    test(`while a call runs the popup shows what that sends: ${situation}`, async ({
      veil,
      page,
      server,
    }) => {
      await veil.setEffect(green);
      await page.goto(server.url(situation));
      await openCamera(page);
      await waitForPerson(page, 'near', 3);
      const popup = await veil.openPopup();
      try {
        await keepTracks(popup);
        await expectPreviewed(popup, GREEN);
        // Small: the tab's main thread carries it. The first one is half as large.
        await expect.poll(() => previewed(popup)).toMatchObject({ width: 320, height: 180 });
        await veil.setEffect(red);
        await expectPreviewed(popup, RED);
        await veil.set({ effect: red, covered: true });
        await expectPreviewed(popup, RED);
        expect(await liveTracks(popup), 'cameras of its own').toBe(0);

        await page.evaluate(() => window.call.stop());
        await expect.poll(() => previewed(popup)).toBeUndefined();
      } finally {
        await popup.close();
        await veil.set({});
      }
    });

  test('a site may be switched off by itself, and have another background', async ({
    veil,
    page,
    server,
  }) => {
    await veil.setEffect(green);
    await page.goto(server.url('plain'));
    await openCamera(page);
    await expectSent(page, { room: 'hidden', color: GREEN });
    const popup = await veil.openPopup();
    try {
      const { host, origin } = new URL(page.url());
      await expect.poll(() => text(popup)).toContain(host);
      await popup.evaluate(
        (label) => {
          document.querySelector<HTMLElement>(`[aria-label="${label}"]`)?.click();
        },
        english('site_switch', host),
      );
      await expectSent(page, { room: 'seen' });
      await expect.poll(() => status(popup)).toBe(english('status_off'));
      await expect.poll(() => veil.toolbarTitle(page)).toBe(english('veil_off'));
      expect(await sitesOf(veil)).toEqual({ [origin]: { enabled: false } });
      await withPage(veil, server.url('plain', 'other'), async (other) => {
        await openCamera(other);
        await expectSent(other, { room: 'hidden', color: GREEN });
      });

      await popup.evaluate(
        (label) => {
          document.querySelector<HTMLElement>(`[aria-label="${label}"]`)?.click();
        },
        english('site_switch', host),
      );
      await expectSent(page, { room: 'hidden', color: GREEN });
      expect(await sitesOf(veil)).toEqual({});
      await click(popup, 'label', english('site_effect'));
      await click(popup, 'label', english('blur_strong'));
      await expect
        .poll(() => sitesOf(veil))
        .toMatchObject({ [origin]: { effect: { kind: 'blur' } } });
      await expectSent(page, { room: 'hidden', notColor: GREEN });
      await click(popup, 'label', english('site_effect'));
      await expectSent(page, { room: 'hidden', color: GREEN });
    } finally {
      await popup.close();
      await veil.set({});
    }
  });

  test('the address of the page decides, also for a camera of a frame from elsewhere', async ({
    veil,
    page,
    server,
  }) => {
    const { origin } = new URL(server.url('frames'));
    const elsewhere = new URL(server.url('plain', 'other')).origin;
    await veil.set({ effect: green, sites: { [origin]: { effect: red }, [elsewhere]: {} } });
    await page.goto(server.url('frames'));
    await page.evaluate(
      (src) =>
        new Promise<void>((resolve) => {
          const frame = Object.assign(document.createElement('iframe'), { src, allow: 'camera' });
          frame.onload = () => resolve();
          document.body.append(frame);
        }),
      server.url('plain', 'other'),
    );
    const frame = page.frames().find((each) => each !== page.mainFrame());
    if (!frame) throw new Error('expected a frame');
    await openCamera(frame);
    await expectSent(frame, { room: 'hidden', color: RED });
    await veil.set({});
  });

  test('a cover is one click away, and so is the way back', async ({ veil, page, server }) => {
    await veil.setEffect(green);
    await page.goto(server.url('plain'));
    await openCamera(page);
    await waitForPerson(page, 'near', 3);
    const popup = await veil.openPopup();
    try {
      await expect.poll(() => text(popup)).toContain(english('cover'));
      await popup.evaluate(() => document.querySelector<HTMLElement>('.cover')?.click());
      await expect.poll(() => status(popup)).toBe(english('status_covered'));
      const sent = () => page.evaluate(() => window.call.near?.seen.at(-1)?.number);
      await expect.poll(sent).toBe(null);
      await expect.poll(() => veil.toolbarTitle(page)).toBe(english('veil_covered'));
      await popup.evaluate(() => document.querySelector<HTMLElement>('.cover')?.click());
      await waitForPerson(page, 'near', 3);
    } finally {
      await popup.close();
      await veil.set({});
    }
  });

  test('a call in another tab is named', async ({ veil, page, server }) => {
    await page.goto(server.url('plain'));
    await openCamera(page);
    await waitForPerson(page, 'near', 1);
    await withPage(veil, server.url('frames'), async (other) => {
      await other.bringToFront();
      const popup = await veil.openPopup();
      try {
        const title = await page.evaluate(() => document.title);
        await expect.poll(() => text(popup)).toContain(english('call_elsewhere', title));
        await page.evaluate(() => window.call.stop());
        await expect.poll(() => text(popup)).not.toContain(english('call_elsewhere', title));
      } finally {
        await popup.close();
      }
    });
  });

  test('diagnostics tell of calls and of the preview, and the report names no site', async ({
    veil,
    page,
    server,
  }) => {
    await veil.setEffect(green);
    await page.goto(server.url('plain'));
    await openCamera(page);
    await waitForPerson(page, 'near', 3);
    await page.evaluate(() => {
      document.title = 'Secret meeting';
    });
    const options = await veil.openOptions();
    try {
      await options.evaluate(() => {
        navigator.clipboard.writeText = async (text) => {
          document.body.dataset['copied'] = text;
        };
        document.querySelector('details')?.setAttribute('open', '');
      });
      const sent = () =>
        options.evaluate(() =>
          Number(document.querySelectorAll('.diagnostics dd')[1]?.textContent),
        );
      await expect.poll(sent, { message: 'pictures a second of the call' }).toBeGreaterThan(1);
      await press(options, 'preview');
      await expectPreviewed(options, GREEN);
      await expect.poll(() => maskOf(options), { message: 'a person in the mask' }).toBe('found');

      const copied = async () => {
        await click(options, 'button', english('diagnostics_copy'));
        return options.evaluate(() => document.body.dataset['copied'] ?? '');
      };
      // What the preview tells comes once a second.
      await expect.poll(copied).toContain('preview: ');
      expect(await copied()).toContain('call 1: 640x360');
      const { host, hostname } = new URL(page.url());
      for (const secret of [host, hostname, 'Secret', '#00ff00'])
        expect(await copied()).not.toContain(secret);
      await expect.poll(() => text(options)).toContain(english('diagnostics_copied'));
    } finally {
      await options.close();
      await veil.set({});
    }
  });

  test('own pictures are named, put in order and removed on a page of their own', async ({
    veil,
  }) => {
    const folder = runner.info().outputPath('files');
    const options = await veil.openOptions();
    const names = () =>
      options.evaluate(() =>
        [...document.querySelectorAll<HTMLInputElement>('.name')].map(({ value }) => value),
      );
    try {
      await options.upload(await writeUserFile('portrait', folder));
      await expect.poll(names).toEqual(['My room.at home']);
      await options.upload(await writeUserFile('wide', folder));
      await expect.poll(names).toEqual(['My room.at home', 'wide']);

      await click(options, 'button', english('picture_earlier', 'wide'));
      await expect.poll(names).toEqual(['wide', 'My room.at home']);
      await options.evaluate(() => {
        const name = document.querySelector<HTMLInputElement>('.name');
        if (!name) throw new Error('expected a name');
        name.value = 'The sea';
        name.dispatchEvent(new Event('change', { bubbles: true }));
      });
      const popup = await veil.openPopup();
      await expect.poll(() => text(popup)).toContain('The sea');
      await popup.close();

      for (const name of ['The sea', 'My room.at home'])
        await click(options, 'button', english('picture_remove_named', name));
      await expect.poll(names).toEqual([]);
      await click(options, 'button', english('undo'));
      await expect.poll(names).toEqual(['My room.at home']);
      await click(options, 'button', english('picture_remove_named', 'My room.at home'));
      await expect.poll(names).toEqual([]);
    } finally {
      await options.close();
      await veil.set({});
    }
  });

  test('the part of an own picture that a call shows is moved by the keyboard', async ({
    veil,
    page,
    server,
  }) => {
    await page.goto(server.url('plain'));
    const options = await veil.openOptions();
    const isOpen = () => options.evaluate(() => document.querySelector('dialog img') !== null);
    const slide = (axis: 'framing_down' | 'framing_zoom', value: string) =>
      options.evaluate(
        ([name, to]) => {
          const sliders = [...document.querySelectorAll<HTMLInputElement>('dialog input')];
          const slider = sliders.find(
            (each) => (each.ariaLabel ?? each.labels?.[0]?.innerText.split('\n')[0]) === name,
          );
          if (!slider) throw new Error('expected a slider');
          slider.value = to;
          for (const type of ['input', 'change'])
            slider.dispatchEvent(new Event(type, { bubbles: true }));
        },
        [english(axis), value] as const,
      );
    const framing = async () => {
      const { settings } = (await veil.stored(['settings'])) as { settings: Settings };
      return Object.values(settings.framings)[0];
    };
    try {
      await options.upload(await writeUserFile('tall', runner.info().outputPath('files')));
      await expect.poll(() => text(options)).not.toContain(english('picture_adding'));
      await openCamera(page);
      await waitForPerson(page, 'near', 3);
      await press(options, 'framing_named', 'tall');
      await expect.poll(isOpen).toBe(true);
      await slide('framing_down', '1');
      await expectSent(page, { room: 'hidden', color: [0, 0, 255] });
      await slide('framing_down', '0');
      await expectSent(page, { room: 'hidden', color: RED });
      await slide('framing_zoom', '2');
      await expect.poll(framing).toMatchObject({ zoom: 2 });
      await slide('framing_down', '0.5');
      await expect.poll(framing).toMatchObject({ y: 0.5 });
      await options.evaluate(() => {
        const slider = document.querySelector('dialog input');
        for (const type of ['keydown', 'keyup'])
          slider?.dispatchEvent(new KeyboardEvent(type, { key: 'ArrowUp', bubbles: true }));
      });
      await expect.poll(async () => (await framing())?.y ?? 1).toBeLessThan(0.5);
      await press(options, 'framing_reset');
      await expect.poll(framing).toBeUndefined();
      await press(options, 'done');
      await expect.poll(isOpen).toBe(false);
    } finally {
      await removeOwn(options, 'tall');
      await options.close();
      await veil.set({});
    }
  });

  test('a short video moves behind the person', async ({ veil, page, server }) => {
    const folder = runner.info().outputPath('files');
    await page.goto(server.url('plain'));
    const options = await veil.openOptions();
    try {
      await options.upload(await writeUserFile('moving', folder));
      await expect.poll(() => text(options)).toContain(english('video'));
      await openCamera(page);
      await waitForPerson(page, 'near', 3);
      for (const color of [...FILM_COLORS, ...FILM_COLORS])
        await expectSent(page, { room: 'hidden', color, close: 24 });
    } finally {
      await removeOwn(options, 'moving');
      await options.close();
      await veil.set({});
    }
  });

  test('a recorded video is added, and files that are none leave the gallery as it was', async ({
    veil,
  }) => {
    const folder = runner.info().outputPath('files');
    const options = await veil.openOptions();
    const added = () => options.evaluate(() => document.querySelectorAll('.picture-card').length);
    try {
      await options.upload(await writeUserFile('cut', folder));
      await expect.poll(() => text(options)).toContain(english('video_unreadable', 'cut.mp4'));
      await record(options, 'sound');
      await expect.poll(() => text(options)).toContain(english('video_without_picture', 'sound'));
      await record(options, 'beheaded');
      await expect.poll(() => text(options)).toContain(english('video_unreadable', 'beheaded'));
      expect(await added()).toBe(0);
      // What a browser records says no duration.
      await record(options, 'picture');
      await expect.poll(added).toBe(1);
      expect(await text(options)).toContain(english('video'));
      // Not every browser records the other container.
      if (await record(options, 'mp4')) await expect.poll(added).toBe(2);
    } finally {
      for (const title of ['picture', 'mp4']) await removeOwn(options, title);
      await options.close();
      await veil.set({});
    }
  });

  test('moving pictures of other formats are added; too long, too large and too wide ones are refused', async ({
    veil,
  }) => {
    const folder = runner.info().outputPath('files');
    const options = await veil.openOptions();
    const added = () =>
      options.evaluate(() =>
        [...document.querySelectorAll('.picture-card')].map(
          (card) =>
            `${card.querySelector<HTMLInputElement>('.name')?.value} ${card.querySelector('.film') !== null}`,
        ),
      );
    const refusals = {
      long: english('video_too_long', 'long.webp', '60'),
      vast: english('video_too_many_pixels', 'vast.webp'),
      hugeVideo: english('video_too_large', 'huge.mp4', '50'),
    };
    try {
      await options.upload(await writeUserFile('animation', folder));
      await expect.poll(added).toEqual(['animation true']);
      await options.upload(await writeUserFile('apng', folder));
      await expect.poll(added).toEqual(['animation true', 'apng true']);
      await options.upload(await writeUserFile('avif', folder));
      await expect.poll(added).toEqual(['animation true', 'apng true', 'still false']);
      for (const kind of ['long', 'vast', 'hugeVideo'] as const) {
        await options.upload(await writeUserFile(kind, folder));
        await expect.poll(() => text(options)).toContain(refusals[kind]);
      }
      expect(await added()).toEqual(['animation true', 'apng true', 'still false']);
    } finally {
      for (const title of ['animation', 'apng', 'still']) await removeOwn(options, title);
      await options.close();
      await veil.set({});
    }
  });

  test('what was saved to a file is read again, a video and the choice of it too', async ({
    veil,
  }) => {
    const options = await veil.openOptions();
    const added = () => options.evaluate(() => document.querySelectorAll('.film').length);
    const remove = () => click(options, 'button', english('picture_remove_named', 'moving'));
    const effect = async () => {
      const { settings } = (await veil.stored(['settings'])) as { settings: Settings };
      return settings.effect;
    };
    try {
      await options.upload(await writeUserFile('moving', runner.info().outputPath('files')));
      await expect.poll(added).toBe(1);
      const chosen = await effect();
      expect(chosen).toMatchObject({ kind: 'image' });
      await options.evaluate(() => {
        const make = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (file: Blob) => {
          if (file.type === 'application/json') window.saved = file;
          return make(file);
        };
      });
      await press(options, 'move_save');
      await expect.poll(() => options.evaluate(() => window.saved !== undefined)).toBe(true);
      await remove();
      await expect.poll(added).toBe(0);
      await expect.poll(effect).toMatchObject({ kind: 'blur' });
      await options.evaluate(() => {
        const files = new DataTransfer();
        if (window.saved) files.items.add(new File([window.saved], 'veil.json'));
        const input = document.querySelector<HTMLInputElement>('input[accept*=json]');
        if (!input) throw new Error('expected a place for the file');
        input.files = files.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await expect.poll(() => text(options)).toContain(english('move_done', 1));
      await expect.poll(added).toBe(1);
      await expect.poll(effect).toEqual(chosen);
    } finally {
      await removeOwn(options, 'moving');
      await options.close();
      await veil.set({});
    }
  });

  test('what an organisation has decided holds in a call, and the popup says who has locked it', async ({
    veil,
    page,
    server,
  }) => {
    await veil.setEffect(green);
    await veil.store({ policy: { enabled: true, allowed: ['image'], quality: 'light' } });
    await page.goto(server.url('plain'));
    await openCamera(page);
    await expectSent(page, { room: 'hidden', color: await backdropColor('studio') });
    const popup = await veil.openPopup();
    try {
      await expect.poll(() => text(popup)).toContain(english('policy_locked'));
      const shown = await text(popup);
      for (const key of ['blur_slight', 'blur_strong', 'color', 'group_own'] as const)
        expect(shown.split('\n')).not.toContain(english(key));
      const locked = await popup.evaluate(() =>
        [...document.querySelectorAll(':disabled')].map(({ tagName }) => tagName),
      );
      expect(locked).toEqual(expect.arrayContaining(['BUTTON', 'SELECT']));
      await veil.store({ policy: {} });
      await expectSent(page, { room: 'hidden', color: GREEN });
    } finally {
      await popup.close();
      await veil.store({ policy: {} });
      await veil.set({});
    }
  });
}

/** Whether the picture of the preview's mask shows somebody, and somewhere nobody. */
const maskOf = (options: AnyPopup) =>
  options.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.mask canvas');
    if (!canvas) return 'no mask';
    const copy = Object.assign(document.createElement('canvas'), { width: 64, height: 36 });
    const context = copy.getContext('2d');
    context?.drawImage(canvas, 0, 0, 64, 36);
    const { data } = context?.getImageData(0, 0, 64, 36) ?? { data: [] };
    const values = [...data].filter((_, i) => i % 4 === 0);
    return values.some((value) => value > 200) && values.some((value) => value < 50)
      ? 'found'
      : `${Math.min(...values)} to ${Math.max(...values)}`;
  });

/**
 * Records most of a second in the panel and chooses that as a file of this name; `beheaded`: without its key frames. False where
 * the browser cannot.
 */
const record = (panel: AnyPopup, what: 'sound' | 'picture' | 'mp4' | 'beheaded') =>
  panel.evaluate(async (name) => {
    const container = name === 'mp4' ? 'mp4' : 'webm';
    const mimeType = `${name === 'sound' ? 'audio' : 'video'}/${container}`;
    if (!MediaRecorder.isTypeSupported(mimeType)) return false;
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
    const context = canvas.getContext('2d');
    let hue = 0;
    const draw = setInterval(() => {
      if (!context) return;
      context.fillStyle = `hsl(${hue++ * 9} 80% 50%)`;
      context.fillRect(0, 0, 320, 180);
    }, 30);
    const audio = new AudioContext();
    const tone = audio.createOscillator();
    const speaker = audio.createMediaStreamDestination();
    tone.connect(speaker);
    tone.start();
    const stream = name === 'sound' ? speaker.stream : canvas.captureStream(30);
    const recorder = new MediaRecorder(stream, { mimeType });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.start();
    await new Promise((resolve) => setTimeout(resolve, 800));
    await new Promise((resolve) => {
      recorder.onstop = resolve;
      recorder.stop();
    });
    clearInterval(draw);
    await audio.close();
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    if (name === 'beheaded') {
      // Each block with a key frame becomes an empty one, alone or in a group: a busy recorder makes several (RFC 9559 5.1 and 10,
      // RFC 8794 4 and 11.3.2; of VP8 the lowest bit of a frame is 0: RFC 6386 9.1).
      const byteAt = (at: number) => bytes[at] ?? 0;
      const lengthAt = (at: number) => Math.clz32(byteAt(at)) - 23;
      const sizeAt = (at: number) =>
        bytes
          .subarray(at + 1, at + lengthAt(at))
          .reduce((size, byte) => 256 * size + byte, byteAt(at) & (0xff >> lengthAt(at)));
      const bodyOf = (at: number) => at + lengthAt(at) + lengthAt(at + lengthAt(at));
      for (let at = 0; at < bytes.length; ) {
        const [id, body] = [byteAt(at), bodyOf(at)];
        // A segment and its clusters hold elements of their own.
        const isOpened = id === 0x18 || id === 0x1f;
        const next = isOpened ? body : body + sizeAt(at + lengthAt(at));
        const block = id === 0xa0 ? bodyOf(body) : body;
        const isBlock = id === 0xa0 || id === 0xa3;
        if (isBlock && (byteAt(block + 4) & 1) === 0) bytes[at] = 0xec;
        at = next;
      }
    }
    const files = new DataTransfer();
    files.items.add(new File([bytes], name, { type: mimeType }));
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    if (!input) throw new Error('expected a place for files');
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  }, what);

const press = (popup: AnyPopup, key: Parameters<typeof english>[0], ...fill: string[]) =>
  expect
    .poll(() =>
      click(popup, 'button', english(key, ...fill)).then(
        () => 'done',
        () => 'not there',
      ),
    )
    .toBe('done');

const text = (popup: AnyPopup) => popup.evaluate(() => document.body.innerText);

/** Removes a picture or video from the gallery of the settings page, if it is there, and waits until it is gone. */
async function removeOwn(options: AnyPopup, title: string): Promise<void> {
  const label = english('picture_remove_named', title);
  const isThere = () =>
    options.evaluate((name) => document.querySelector(`[aria-label="${name}"]`) !== null, label);
  if (!(await isThere())) return;
  await click(options, 'button', label);
  await expect.poll(isThere).toBe(false);
}

const status = (popup: AnyPopup) =>
  popup.evaluate(() => document.querySelector('.status p')?.textContent ?? '');

const isMirrored = (popup: AnyPopup) =>
  popup.evaluate(() => document.querySelector('.preview.mirrored') !== null);

async function sitesOf(veil: { stored(keys: readonly string[]): Promise<object> }) {
  const { settings } = (await veil.stored(['settings'])) as { settings: { sites: object } };
  return settings.sites;
}

/** Has the page keep every camera that it opens. */
const keepTracks = (popup: AnyPopup) =>
  popup.evaluate(() => {
    window.opened = [];
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      window.opened.push(...stream.getTracks());
      return stream;
    };
  });

const liveTracks = (popup: AnyPopup) =>
  popup.evaluate(() => window.opened.filter(({ readyState }) => readyState === 'live').length);

declare global {
  interface Window {
    opened: MediaStreamTrack[];
    /** What the page of all settings has saved. */
    saved?: Blob;
  }
}
