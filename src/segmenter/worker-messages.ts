/** What the hidden frame says to its segmenter's worker, besides handing it ports. */
import type { LogLevel } from '../shared/log';

export type SetLogLevel = { readonly type: 'set-log-level'; readonly level: LogLevel };
