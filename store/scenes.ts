/** The store's pictures as pages: what the product shows, and a few words. */
export type Size = { readonly width: number; readonly height: number };

/** Pictures as data URLs. */
export type Shots = {
  /** What the camera sees. */
  readonly camera: string;
  /** What the far end sees, with the effect of that name. */
  readonly far: Readonly<Record<'loft' | 'blur' | 'garden', string>>;
  readonly popup: Readonly<Record<'loft' | 'blur' | 'garden', string>>;
  readonly icon: string;
};

export type Scene = { readonly name: string; readonly size: Size; readonly html: string };

const SCREENSHOT: Size = { width: 1280, height: 800 };

const STYLE = `
  * { box-sizing: border-box; margin: 0; }
  body { width: 100vw; height: 100vh; overflow: hidden; position: relative; color: #fff;
    font: 600 30px/1.25 system-ui, sans-serif;
    background: linear-gradient(135deg, #6a58fa, #3d66ee 50%, #0c93b4); }
  img { display: block; }
  .call { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
  .popup { position: absolute; top: 24px; right: 32px; border-radius: 10px;
    box-shadow: 0 12px 40px #0008; }
  .half { position: absolute; width: 600px; border-radius: 16px; box-shadow: 0 12px 40px #0006; }
  .words { position: absolute; }
`;

const page = (body: string) =>
  `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><body>${body}</body>`;

/** All pictures of a store page. */
export function scenesOf({ camera, far, popup, icon }: Shots): Scene[] {
  const call = (name: keyof Shots['far']) =>
    page(`<img class="call" src="${far[name]}"><img class="popup" src="${popup[name]}">`);
  const halves = page(`
    <p class="words" style="top: 96px; left: 28px; width: 600px">Your camera</p>
    <p class="words" style="top: 96px; left: 652px; width: 600px">What they see</p>
    <img class="half" style="top: 160px; left: 28px" src="${camera}">
    <img class="half" style="top: 160px; left: 652px" src="${far.loft}">
    <p class="words" style="top: 580px; left: 28px; right: 28px; text-align: center">
      On every web call. Nothing leaves your computer.</p>`);
  const promo = ({ width, height }: Size) => {
    const part = Math.round(height * 0.62);
    return page(`
      <img class="call" style="left: auto; right: 0; width: ${Math.round(width * 0.56)}px" src="${far.loft}">
      <img class="words" style="left: ${height * 0.1}px; top: ${height * 0.16}px; width: ${height * 0.26}px" src="${icon}">
      <p class="words" style="left: ${height * 0.1}px; top: ${part}px; width: ${width * 0.36}px;
        font-size: ${height * 0.085}px">A background for every web call</p>`);
  };
  return [
    { name: 'screenshot-1-picture', size: SCREENSHOT, html: call('loft') },
    { name: 'screenshot-2-before-after', size: SCREENSHOT, html: halves },
    { name: 'screenshot-3-blur', size: SCREENSHOT, html: call('blur') },
    { name: 'screenshot-4-garden', size: SCREENSHOT, html: call('garden') },
    ...[
      { name: 'promo-small', size: { width: 440, height: 280 } },
      { name: 'promo-marquee', size: { width: 1400, height: 560 } },
    ].map(({ name, size }) => ({ name, size, html: promo(size) })),
  ];
}
