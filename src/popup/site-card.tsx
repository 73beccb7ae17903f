import { type Settings, settingsOf } from '../shared/settings';
import { withSite } from '../shared/site-settings';
import { Switch } from '../ui/switch';
import { say } from '../ui/words';

type Props = {
  /** The origin in the address bar. */
  readonly site: string;
  readonly settings: Settings;
  readonly onChange: (sites: Settings['sites']) => void;
};

/** What holds on this site alone: a switch, and another background. */
export function SiteCard({ site, settings, onChange }: Props) {
  const { enabled, effect } = settingsOf(settings, site);
  const own = settings.sites[site];
  const host = site.replace(/^https?:\/\//, '');
  return (
    <div class="site-card">
      <p class="row">
        <span class="host" title={host}>
          {host}
        </span>
        <Switch
          on={enabled}
          label={say('site_switch', host)}
          onToggle={(on) =>
            onChange(
              withSite(settings.sites, site, { enabled: on === settings.enabled ? undefined : on }),
            )
          }
        />
      </p>
      <label class="row">
        <input
          type="checkbox"
          checked={own?.effect !== undefined}
          onChange={({ currentTarget: { checked } }) =>
            onChange(withSite(settings.sites, site, { effect: checked ? effect : undefined }))
          }
        />
        <span>{say('site_effect')}</span>
      </label>
    </div>
  );
}
