import type { MaskKernels } from './mask-kernels';
import type { PlaneKernels } from './plane-kernels';

/**
 * The loops that were written in AssemblyScript, `kernels/assembly`, as the module exports them.
 * Arrays lie in the arena that the instance belongs to; each has a twin in TypeScript.
 */
export type Kernels = MaskKernels & PlaneKernels;
