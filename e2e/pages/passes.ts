/** Draws small pictures with each pass of the WebGL compositor and with its plain reference. */
import { createGlCompositor } from '../../src/compositor/gl/gl-compositor';
import { createResources } from '../../src/compositor/gl/resources';
import { createTarget, createTexture } from '../../src/compositor/gl/texture';
import { createDisposer } from '../../src/shared/disposer';
import type { Rect, Size } from '../../src/shared/geometry';
import * as reference from './pass-references';
import { draw, type Image, type Scene } from './pass-references';

/** Largest difference at any pixel, and how far the reference itself ranges: it must be a picture. */
export type PassResult = {
  readonly name: string;
  readonly worst: number;
  readonly range: number;
};

declare global {
  interface Window {
    comparePasses(): PassResult[];
    /** Objects of WebGL that a compositor made and did not delete by its end. */
    leftObjects(): Promise<{ readonly made: number; readonly left: number }>;
  }
}

const FRAME: Size = { width: 37, height: 22 };
const SMALL: Size = { width: 12, height: 9 };
const PART: Rect = { x: 0.2, y: 0.1, width: 0.7, height: 0.8 };
const RAMP = [0.2, 0.8];

/** Colours between 0 and 1 that change from pixel to pixel; steps that half floats hold exactly. */
function noise(size: Size, seed: number, weight?: (u: number) => number): Image {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * 65) / 64;
  };
  return draw(size, (u) => {
    const w = weight ? Math.round(64 * weight(u)) / 64 : 1;
    return [w * next(), w * next(), w * next(), w];
  });
}

/** Coefficients whose opacity goes from room on the left to person on the right, by colour too. */
function coefficients(size: Size): Image {
  return draw(size, (u) => [0.25, -0.125, 0.125, Math.round(64 * (1.4 * u - 0.2)) / 64]);
}

window.comparePasses = () => {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl?.getExtension('EXT_color_buffer_float')) throw new Error('expected WebGL2 with floats');
  const disposer = createDisposer();
  const resources = createResources(gl, disposer);
  const target = createTarget(gl, gl.RGBA16F);

  const upload = ({ width, height, data }: Image) => {
    const texture = createTexture(gl);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA16F, width, height, 0, gl.RGBA, gl.FLOAT, data);
    return texture;
  };
  const compare = (name: string, expected: Image, run: () => void): PassResult => {
    target.resize(expected);
    run();
    const { width, height } = expected;
    const pixels = new Float32Array(4 * width * height);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.FLOAT, pixels);
    let worst = 0;
    for (const [i, value] of pixels.entries())
      worst = Math.max(worst, Math.abs(value - (expected.data[i] as number)));
    const colors = expected.data.filter((_, i) => i % 4 < 3);
    return { name, worst, range: Math.max(...colors) - Math.min(...colors) };
  };

  const frame = noise(FRAME, 1);
  const matte = { grid: coefficients({ width: 9, height: 5 }), region: PART, ramp: RAMP };
  const region = [PART.x, PART.y, PART.width, PART.height];
  const u_frame = upload(frame);
  const u_matte = upload(matte.grid);

  const shrunk = [1, 2, 4].map((taps) =>
    compare(`shrink, ${taps} taps`, reference.shrink(frame, PART, SMALL, taps), () =>
      resources.shrink.draw(target, {
        u_frame,
        u_region: region,
        u_pixel: [PART.width / SMALL.width, PART.height / SMALL.height],
        u_taps: taps,
      }),
    ),
  );

  const apart = (['background', 'person'] as const).map((of, u_person) =>
    compare(of, reference.background(frame, matte, SMALL, of), () =>
      resources.takeBackground.draw(target, {
        u_frame,
        u_matte,
        u_region: region,
        u_ramp: RAMP,
        u_person,
        u_pixel: [1 / SMALL.width, 1 / SMALL.height],
      }),
    ),
  );

  const weighted = noise(FRAME, 2, (u) => u);
  const blurs = [0.8, 2.3, 5].flatMap((sigma) =>
    (
      [
        [1, 0],
        [0, 1],
      ] as const
    ).map(([dx, dy]) =>
      compare(
        `blur ${dx ? 'across' : 'down'}, sigma ${sigma}`,
        reference.blur(weighted, [dx, dy], sigma),
        () =>
          resources.blur.draw(target, {
            u_source: upload(weighted),
            u_step: [dx / FRAME.width, dy / FRAME.height],
            u_sigma: sigma,
          }),
      ),
    ),
  );

  const tiny = noise({ width: 5, height: 3 }, 3);
  const magnified = compare('cover', reference.magnify(tiny, FRAME), () =>
    resources.magnify.draw(target, {
      u_tiny: upload(tiny),
      u_size: [tiny.width, tiny.height],
      u_height: FRAME.height,
    }),
  );

  const KINDS = ['color', 'image', 'blur'] as const;
  const composites = KINDS.map((kind, u_kind) => {
    const scene: Scene = {
      frame,
      matte,
      local: noise(SMALL, 4, (u) => 1 - u),
      own: noise(SMALL, 8, (u) => u),
      backdrop: noise(SMALL, 5, kind === 'blur' ? (u) => 1 - u / 2 : undefined),
      contact: noise(SMALL, 6, (u) => 1 - u / 2),
      soft: noise(SMALL, 7),
      kind,
      color: [0.25, 0.5, 0.75],
      fill: { x: 0.1, y: 0, width: 0.8, height: 1 },
      apart: [0.5, 1],
      wrap: kind === 'blur' ? 0 : 0.5,
    };
    const { fill } = scene;
    return compare(`composite, ${kind}`, reference.composite(scene, FRAME), () =>
      resources.over.draw(target, {
        u_frame,
        u_matte,
        u_region: region,
        u_local: upload(scene.local),
        u_own: upload(scene.own),
        u_backdrop: upload(scene.backdrop),
        u_contact: upload(scene.contact),
        u_soft: upload(scene.soft),
        u_ramp: RAMP,
        u_kind,
        u_color: scene.color,
        u_fill: [fill.x, fill.y, fill.width, fill.height],
        u_apart: scene.apart,
        u_wrap: scene.wrap,
        u_height: FRAME.height,
      }),
    );
  });

  target.dispose();
  disposer.dispose();
  return [...shrunk, ...apart, ...blurs, magnified, ...composites];
};

window.leftObjects = async () => {
  const live = new Set<unknown>();
  let made = 0;
  const { prototype } = WebGL2RenderingContext;
  const methods = Object.getOwnPropertyDescriptors(prototype) as Record<string, PropertyDescriptor>;
  for (const [name, { value }] of Object.entries(methods)) {
    const [, verb] = /^(create|delete)[A-Z]/.exec(name) ?? [];
    if (!verb) continue;
    Object.defineProperty(prototype, name, {
      value(this: WebGL2RenderingContext, ...args: unknown[]) {
        const result = Reflect.apply(value, this, args);
        if (verb === 'delete') live.delete(args[0]);
        else {
          live.add(result);
          made++;
        }
        return result;
      },
    });
  }
  const compositor = createGlCompositor();
  const picture = await createImageBitmap(new ImageData(64, 36));
  for (const size of [
    { width: 64, height: 36 },
    { width: 96, height: 54 },
  ]) {
    const rgba = new Uint8Array(4 * size.width * size.height).fill(200);
    const coded = { codedWidth: size.width, codedHeight: size.height };
    for (const backdrop of [
      { kind: 'blur', strength: 0.5 },
      { kind: 'image', picture },
    ] as const) {
      const frame = new VideoFrame(rgba, { format: 'RGBA', ...coded, timestamp: 0 });
      const matte = {
        size: { width: 2, height: 1 },
        region: { x: 0, y: 0, width: 1, height: 1 },
        coefficients: Float32Array.of(0, 0, 0, 0, 0, 0, 0, 1),
      };
      const loaded = await compositor.load(frame);
      const drawn = compositor.composite(loaded, matte, backdrop);
      const covered = compositor.cover(loaded, backdrop);
      compositor.release(loaded);
      for (const each of [frame, drawn, covered]) each.close();
    }
  }
  compositor.dispose();
  return { made, left: live.size };
};
