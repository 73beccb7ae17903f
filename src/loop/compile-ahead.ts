import { compileKernels } from '../kernels/compile';
import { compileNetwork } from '../kernels/compile-network';

/** A browser keeps compiled code for as long as somebody holds it. */
const held: unknown[] = [];

/** Compiles what a loop runs before there is one: while the camera opens. */
export function compileAhead(): void {
  held.push(compileKernels(), compileNetwork());
}
