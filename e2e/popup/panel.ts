/** What tests do with a panel, in the words of every driver. */
import { tellTalePixels } from '../../presenter/tell-tale';
import type { Evaluated } from '../fixtures/call';
import { expect } from '../fixtures/expect';

/** Clicks on what has this name to be read, or to be heard, once it is there. */
export async function click(
  panel: Evaluated,
  tag: 'label' | 'button',
  name: string,
): Promise<void> {
  const clickIfThere = () =>
    panel.evaluate(
      ([of, wanted]) => {
        const found = [...document.querySelectorAll<HTMLElement>(of)].find(
          (each) => (each.ariaLabel ?? each.innerText.trim()) === wanted,
        );
        found?.click();
        return found !== undefined;
      },
      [tag, name] as const,
    );
  await expect.poll(clickIfThere, { message: `a ${tag} of the name ${name}` }).toBe(true);
}

/** Mean colour of the panel's live picture where the room's tell-tale is, its contrast; and its size. */
export async function previewed(panel: Evaluated) {
  const part = tellTalePixels({ width: 640, height: 360 });
  return panel.evaluate(({ x, y, width, height }) => {
    const canvas = document.querySelector<HTMLCanvasElement>('.preview canvas');
    if (!canvas) return undefined;
    const copy = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
    const context = copy.getContext('2d');
    if (!context) throw new Error('expected a 2d context');
    context.drawImage(canvas, 0, 0, 640, 360);
    const { data } = context.getImageData(x, y, width, height);
    const color = [0, 1, 2].map((channel) => {
      let sum = 0;
      for (let i = channel; i < data.length; i += 4) sum += data[i] as number;
      return sum / (data.length / 4);
    });
    return { color, width: canvas.width, height: canvas.height };
  }, part);
}

/** Waits until the panel's live picture shows this colour in the place of the room. */
export async function expectPreviewed(
  panel: Evaluated,
  color: readonly [number, number, number],
): Promise<void> {
  const difference = async () => {
    const seen = await previewed(panel);
    return Math.max(...color.map((value, c) => Math.abs(value - (seen?.color[c] ?? -1000))));
  };
  await expect.poll(difference, { message: `${color}` }).toBeLessThan(10);
}
