import { compileKernels } from '../kernels/compile';
import { compileNetwork } from '../kernels/compile-network';
import { log } from '../shared/log';
import { warmUp } from './warm-up';

/** A browser keeps compiled code for as long as somebody holds it. */
const held: unknown[] = [];

/** Compiles what a loop runs before there is one: while the camera opens. */
export function compileAhead(): void {
  const kernels = compileKernels();
  held.push(kernels, compileNetwork());
  if (!kernels) warmUp().catch((error) => log.warn('the loop begins cold', error));
}
