import { expect, it } from 'vitest';
import { plainName } from './plain-name';

it.each([
  ['My room.jpg', 'My room.jpg'],
  ['photo\u202egnp.exe .png', 'photognp.exe .png'],
  ['\u2067a\u2069\u200e.png\n', 'a.png'],
  ['صورة 👩‍💻.webp', 'صورة 👩‍💻.webp'],
])('of the name %j is shown %j', (name, shown) => {
  expect(plainName(name)).toBe(shown);
});
