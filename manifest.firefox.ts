import type { ManifestV3Export } from '@crxjs/vite-plugin';
import manifest from './manifest.json' with { type: 'json' };

/** What Firefox knows Veil by. */
export const ADDON_ID = 'veil@veil.example';
/** Oldest Firefox that Veil runs in: an extended support release. */
export const OLDEST_FIREFOX = '140.0';

/** The manifest for Firefox: what that spells otherwise, and without what only Chromium knows. */
export function firefoxManifest(): ManifestV3Export {
  const {
    minimum_chrome_version: _version,
    cross_origin_embedder_policy: _embedder,
    cross_origin_opener_policy: _opener,
    background,
    ...shared
  } = manifest;
  return {
    ...shared,
    // Firefox has no service workers for extensions; its background page sleeps just so.
    background: { scripts: [background.service_worker], type: 'module' },
    browser_specific_settings: {
      gecko: {
        id: ADDON_ID,
        strict_min_version: OLDEST_FIREFOX,
        data_collection_permissions: { required: ['none'] },
      },
    },
  };
}
