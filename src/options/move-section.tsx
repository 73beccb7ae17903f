import {
  type ArchiveRefusal,
  MAX_ARCHIVE_MB,
  makeArchive,
  readArchive,
} from '../backdrops/archive';
import { plainName } from '../backdrops/plain-name';
import { addOwnBackdrops, listOwnBackdrops } from '../extension/backdrop-store';
import { isPrivate } from '../extension/private-window';
import { log } from '../shared/log';
import type { Settings } from '../shared/settings';
import type { Messages } from '../ui/use-messages';
import { useTask } from '../ui/use-task';
import { type Sentence, say } from '../ui/words';

type Props = {
  readonly settings: Settings | undefined;
  readonly onRead: (settings: Settings) => void;
  readonly messages: Messages;
};

/** Takes everything along to another browser, in one file. */
export function MoveSection({ settings, onRead, messages }: Props) {
  const [isBusy, run] = useTask();

  const save = async () => {
    if (!settings) return;
    download(await makeArchive({ settings, backdrops: await listOwnBackdrops() }));
  };
  const read = async (file: File) => {
    messages.clear();
    const name = plainName(file.name);
    const archive = await readArchive(file);
    if (!archive.ok) {
      messages.tellProblem(refusalWords(archive.reason, name));
      return;
    }
    try {
      await addOwnBackdrops(archive.backdrops);
    } catch (error) {
      log.warn('the pictures cannot be stored', error);
      messages.tellProblem(isPrivate() ? ['pictures_private'] : ['picture_not_stored', name]);
      return;
    }
    onRead(archive.settings);
    messages.tellNote(['move_done', archive.backdrops.length]);
  };

  return (
    <section class="card" aria-labelledby="move" aria-busy={isBusy}>
      <h2 id="move">{say('move_title')}</h2>
      <p class="quiet">{say('move_how')}</p>
      <div class="acts">
        <button type="button" class="small" onClick={() => run(save)}>
          {say('move_save')}
        </button>
        <label class="small">
          <input
            class="unseen"
            type="file"
            accept="application/json,.json"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              if (file) run(() => read(file));
              currentTarget.value = '';
            }}
          />
          {say('move_read')}
        </label>
      </div>
    </section>
  );
}

function refusalWords(reason: ArchiveRefusal, name: string): Sentence {
  switch (reason) {
    case 'too-large':
      return ['move_too_large', name, MAX_ARCHIVE_MB];
    case 'foreign':
      return ['move_foreign', name];
    case 'newer':
      return ['move_newer', name];
    case 'damaged':
      return ['move_damaged', name];
  }
}

/** Has the browser keep the file where downloads go. */
function download(file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: url, download: 'veil.json' });
  link.click();
  // The browser has the file by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
