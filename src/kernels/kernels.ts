import type { MaskKernels } from './mask-kernels';
import type { ModelKernels } from './model-kernels';
import type { PlaneKernels } from './plane-kernels';

/**
 * The loops that were written in AssemblyScript, `kernels/assembly`, as the module exports them.
 * Arrays lie in the arena that the instance belongs to; those for masks and planes have twins in TypeScript.
 */
export type Kernels = MaskKernels & PlaneKernels & ModelKernels;
