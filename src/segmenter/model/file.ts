import type { FaultReason } from '../../shared/fault';

/** A model's bytes, or why there are none. */
export type ModelFile =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly reason: FaultReason };

/** Reads the model from the extension and holds it against the hash the build noted down. */
export async function fetchModel(): Promise<ModelFile> {
  const [bytes, listing] = await Promise.all([
    fetchBytes('/models/general.tflite'),
    fetchBytes('/models/models.json'),
  ]);
  if (!bytes || !listing) return { ok: false, reason: 'model-missing' };
  const hash = toHex(await crypto.subtle.digest('SHA-256', bytes));
  return hash === expectedHash(listing)
    ? { ok: true, bytes }
    : { ok: false, reason: 'model-damaged' };
}

/** undefined for a file that is not there: an extension's fetch throws then. */
export async function fetchBytes(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const response = await fetch(path).catch(() => undefined);
  return response?.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
}

function expectedHash(listing: Uint8Array): string | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(listing)).sha256;
  } catch {
    return undefined; // A damaged listing vouches for nothing.
  }
}

function toHex(hash: ArrayBuffer): string {
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
