import { expect, it } from 'vitest';
import { isBackdropId } from '../shared/effect';
import { createPictureNames } from './picture-names';

const ID = 'own-6f0c3a52-7d1e-4b8a-9c43-2e5d8a61b704';
const OWN = { kind: 'image', id: ID } as const;

const nameOn = async (site: string, id = ID) => {
  const effect = await createPictureNames(site).hide({ kind: 'image', id });
  return effect.kind === 'image' ? effect.id : undefined;
};

it('is the same at every call of a site, and another for every other site and picture', async () => {
  const name = await nameOn('https://one.example');
  expect(isBackdropId(name)).toBe(true);
  expect(name).not.toBe(ID);
  expect(await nameOn('https://one.example')).toBe(name);
  expect(await nameOn('https://two.example')).not.toBe(name);
  expect(await nameOn('https://one.example', 'own-another')).not.toBe(name);
});

it('leads to the picture, once the site was told', async () => {
  const names = createPictureNames('https://one.example');
  const name = (await nameOn('https://one.example')) ?? '';
  expect(names.effectOf(name)).toBeUndefined();
  await names.hide(OWN);
  expect(names.effectOf(name)).toEqual(OWN);
  expect(names.effectOf(ID)).toBeUndefined();
});

it('is another for another part, and tells nothing of it', async () => {
  const names = createPictureNames('https://one.example');
  const whole = await names.hide(OWN);
  const near = { ...OWN, framing: { x: 0.2, y: 0.5, zoom: 2 } };
  const part = await names.hide(near);
  expect(part).toEqual({ kind: 'image', id: expect.stringMatching(/^own-[0-9a-f]{32}$/) });
  expect(part).not.toEqual(whole);
  expect(names.effectOf(part.kind === 'image' ? part.id : '')).toEqual(near);
});

it('is none for what is the same for all', async () => {
  const names = createPictureNames('https://one.example');
  const dusk = { kind: 'image', id: 'dusk' } as const;
  const blur = { kind: 'blur', strength: 0.5 } as const;
  expect(await names.hide(dusk)).toEqual(dusk);
  expect(await names.hide(blur)).toEqual(blur);
  expect(names.effectOf('dusk')).toEqual(dusk);
});
