import type { MaskKernels, PlateKernels } from './mask-kernels';
import type { PlaneKernels } from './plane-kernels';

/**
 * The loops that were written in AssemblyScript: `kernels/assembly` with vectors, as a WASM module exports them, and
 * `kernels/assembly/scalar` without, as JavaScript. Arrays lie in the arena that they were made for.
 */
export type Kernels = MaskKernels & PlaneKernels & Partial<PlateKernels>;
