import shared from './manifest.json' with { type: 'json' };
import project from './package.json' with { type: 'json' };

/** The manifest for Chromium; its version is the package's, and that is the only place where one stands. */
export const manifest = { ...shared, version: project.version };
