/**
 * `npm run dev`: the demo call in a Chromium that takes Veil anew whenever one of its files changes. The
 * build has readable code and a folder of its own.
 */
import { command } from './command';

await command('run dev', () => import('./develop'));
