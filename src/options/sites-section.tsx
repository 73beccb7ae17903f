import type { HidingEffect } from '../shared/effect';
import type { Settings, SiteSettings } from '../shared/settings';
import { withSite } from '../shared/site-settings';
import { builtInGroups } from '../ui/built-in';
import { effectKind } from '../ui/effect-kind';
import type { GalleryPicture } from '../ui/gallery-groups';
import { say } from '../ui/words';

type Props = {
  readonly sites: Settings['sites'];
  readonly own: readonly GalleryPicture[];
  readonly onChange: (sites: Settings['sites']) => void;
};

/** The sites with a choice of their own, to look over and to take back. */
export function SitesSection({ sites, own, onChange }: Props) {
  const origins = Object.keys(sites).toSorted();
  return (
    <section class="card" aria-labelledby="sites">
      <h2 id="sites">{say('sites_title')}</h2>
      {origins.length === 0 ? (
        <p class="quiet">{say('sites_none')}</p>
      ) : (
        <ul class="sites">
          {origins.map((origin) => (
            <li key={origin}>
              <span class="site">{origin.replace(/^https:\/\//, '')}</span>
              <span class="quiet">{wordsOf(sites[origin] ?? {}, own)}</span>
              <button
                type="button"
                class="small"
                aria-label={say('site_forget_named', origin)}
                onClick={() =>
                  onChange(withSite(sites, origin, { enabled: undefined, effect: undefined }))
                }
              >
                {say('site_forget')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function wordsOf({ enabled, effect }: SiteSettings, own: readonly GalleryPicture[]): string {
  const words = [
    ...(enabled === undefined ? [] : [say(enabled ? 'veil_on' : 'veil_off')]),
    ...(effect ? [nameOf(effect, own)] : []),
  ];
  return words.join(' · ');
}

function nameOf(effect: HidingEffect, own: readonly GalleryPicture[]): string {
  if (effect.kind !== 'image') return say(effectKind(effect));
  const pictures = [...own, ...builtInGroups().flatMap((group) => group.pictures)];
  return pictures.find(({ id }) => id === effect.id)?.title ?? say('picture_gone');
}
