import type { ManifestV3Export } from '@crxjs/vite-plugin';
import { manifest } from './manifest.ts';

/** What Firefox and addons.mozilla.org know Veil by, for good: with another id it would be another add-on. */
export const ADDON_ID = '{b96a6e6e-c140-443d-9971-39db5f2c1244}';
/** Oldest Firefox that Veil runs in: an extended support release. */
export const OLDEST_FIREFOX = '140.0';

/** The manifest for Firefox: what that spells otherwise, and without what only Chromium knows. */
export function firefoxManifest(): ManifestV3Export {
  const {
    minimum_chrome_version: _version,
    cross_origin_embedder_policy: _embedder,
    cross_origin_opener_policy: _opener,
    background,
    web_accessible_resources: opened,
    action,
    storage: _schema,
    ...shared
  } = manifest;
  return {
    ...shared,
    // Else Firefox hides the button behind another one.
    action: { ...action, default_area: 'navbar' },
    // Firefox has no service workers for extensions; its background page sleeps just so.
    background: { scripts: [background.service_worker], type: 'module' },
    // Its tracks have their ends on the page's main thread, where no link would be faster.
    web_accessible_resources: opened.map(({ resources, matches }) => ({
      resources: resources.filter((file) => !file.startsWith('src/link/')),
      matches,
    })),
    browser_specific_settings: {
      gecko: {
        id: ADDON_ID,
        strict_min_version: OLDEST_FIREFOX,
        data_collection_permissions: { required: ['none'] },
      },
    },
  };
}
