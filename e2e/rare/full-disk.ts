import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeUserFile } from '../popup/files';
import { type Call, laterCameras, wait } from './call';

/** Fills the disk; gives what the popup says of a picture and of a change, and what later cameras give. */
export async function fillDisk(call: Call): Promise<string> {
  const { veil, disk } = call;
  if (!disk) throw new Error('expected a disk to fill');
  const folder = await mkdtemp(join(tmpdir(), 'veil-files-'));
  const popup = await veil.openPopup();
  const told = () => popup.getByRole('alert').allInnerTexts();
  disk.fill();
  await popup.upload(await writeUserFile('wide', folder));
  await wait(4000);
  const ofPicture = (await told()).join(' ');
  await popup.getByRole('radio', { name: 'Strong blur', exact: true }).check({ force: true });
  await wait(2000);
  const ofChange = (await told()).join(' ');
  await popup.close();
  await rm(folder, { recursive: true });
  const later = await laterCameras(call);
  return `picture: ${ofPicture || 'kept'}; change: ${ofChange || 'kept'}; ${later}`;
}
