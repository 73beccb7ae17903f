/** Bytes as runtime messages can hold them, which are JSON. */
export async function toBase64(file: Blob): Promise<string> {
  return new Uint8Array(await file.arrayBuffer()).toBase64();
}
