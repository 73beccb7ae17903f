/**
 * `npm start`: builds Veil and shows it at work in a call of one page with itself. The camera is the
 * machine's own, or the drawn presenter where there is none.
 */
import { command } from './command';

await command('start', () => import('./run'));
