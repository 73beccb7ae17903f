import { type Policy, underPolicy } from '../shared/policy';
import { type Settings, settingsOf } from '../shared/settings';
import { withSite } from '../shared/site-settings';
import { Locked } from '../ui/locked';
import { Switch } from '../ui/switch';
import { say } from '../ui/words';

type Props = {
  /** The origin in the address bar. */
  readonly site: string;
  readonly settings: Settings;
  readonly policy: Policy;
  readonly onChange: (sites: Settings['sites']) => void;
};

/** What holds on this site alone: a switch, and another background. */
export function SiteCard({ site, settings, policy, onChange }: Props) {
  const { enabled, effect } = underPolicy(settingsOf(settings, site), policy, site);
  const isOff = policy.sitesOff?.includes(site) ?? false;
  const isLocked = policy.enabled !== undefined || isOff;
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
          isLocked={isLocked}
          label={say('site_switch', host)}
          onToggle={(on) =>
            onChange(
              withSite(settings.sites, site, { enabled: on === settings.enabled ? undefined : on }),
            )
          }
        />
      </p>
      {isOff && <Locked />}
      <label class="row">
        <input
          type="checkbox"
          disabled={policy.effect !== undefined}
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
