import { type FaultReason, isFaultReason } from './fault';
import { isRecord } from './parse';

/** What the toolbar is told of a document with a camera. */
export type DocumentState = {
  /** A track of it shows the room, by the user's choice. */
  readonly isOff: boolean;
  /** What is wrong there; null when all is well. */
  readonly reason: FaultReason | null;
};

/** Reads one from data nobody vouches for; undefined when it is none. Never throws. */
export function parseDocumentState(value: unknown): DocumentState | undefined {
  if (!isRecord(value)) return undefined;
  const { isOff, reason } = value;
  if (typeof isOff !== 'boolean' || (reason !== null && !isFaultReason(reason))) return undefined;
  return { isOff, reason };
}
