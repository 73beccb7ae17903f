/** Tells this document from the others of its tab. Not `randomUUID`, which pages without a secure context lack. */
export const DOCUMENT_NAME = Math.random().toString(36).slice(2);
