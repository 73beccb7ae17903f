/** A place in the kernels' memory: the `byteOffset` of an array of the arena. */
export type Pointer = number;

/** The place of a kernel's arguments, see job.ts. */
export type JobPointer<J> = number & { readonly job?: J };
