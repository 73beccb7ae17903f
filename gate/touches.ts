/**
 * Which browser tests a change of a room may fail: names of specs, of `e2e` and of `e2e/firefox`. Specs that
 * import the changed file run anyway, and so do those of the same name.
 */
export const TOUCHES: Readonly<Record<string, readonly string[]>> = {
  'src/background': ['pages', 'popup', 'log', 'site-access', 'requests', 'nothing-leaves'],
  'src/compositor': [
    'compositors',
    'passes',
    'choice',
    'webgl',
    'no-webgl',
    'fail-private',
    'shapes',
  ],
  'src/content': ['pages', 'segmenter-life', 'documents', 'unusual-pages', 'older-page', 'log'],
  'src/extension': ['settings', 'popup', 'kept-pictures', 'log'],
  'src/extension-loop': ['pages', 'faults', 'older-page', 'fail-private', 'mid-call'],
  'src/kernels': ['models', 'compositors', 'engines', 'pages', 'network'],
  'src/loop': [
    'pages',
    'fail-private',
    'tiers',
    'shared-camera',
    'shapes',
    'region',
    'frames-closed',
    'faults',
    'soak',
  ],
  'src/mask': ['region', 'compositors', 'passes', 'shapes'],
  'src/natives': ['entrances', 'every-entrance', 'unusual-pages', 'documents', 'refusals'],
  'src/network': ['models', 'engines', 'network', 'pages'],
  'src/options': ['popup', 'settings', 'kept-pictures'],
  'src/page': [
    'pages',
    'clones',
    'consumers',
    'manners',
    'mid-call',
    'shared-camera',
    'many-at-once',
    'faults',
    'hidden-pictures',
    'call',
  ],
  'src/patch': ['entrances', 'every-entrance', 'refusals', 'documents', 'page-tax', 'prerender'],
  'src/popup': ['popup', 'settings', 'kept-pictures', 'site-access'],
  'src/preview': ['popup'],
  'src/segmenter': ['engines', 'models', 'segmenter-life', 'pages', 'no-webgl'],
  'src/ui': ['popup'],
  kernels: ['models', 'compositors', 'engines', 'pages', 'network'],
  models: ['models', 'engines', 'region'],
  package: ['package', 'reproducible'],
  'public/backdrops': ['popup', 'package'],
  'public/icons': ['package'],
};

/** Whatever they change, no browser test could notice. */
export const UNSEEN: readonly RegExp[] = [
  /\.md$/,
  /\.test\.ts$/,
  /^(docs|bench|demo|store|gate|\.ci)\//,
  /\/tests\//,
  /^(LICENSE|biome\.json|vitest\.config\.ts|tsconfig.*\.json|\.git\w+)$/,
];
