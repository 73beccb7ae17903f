/** The kernels for pages that forbid WASM: the build makes JavaScript of them, see docs/decisions/0018-one-source.md. */
export { background } from './background';
export { boxBlur } from './box-blur';
export { chromaSplit } from './chroma-split';
export { enlarge } from './enlarge';
export { foreground } from './foreground';
export { guidedBlocks } from './guided-blocks';
export { guidedMean, guidedSolve } from './guided-windows';
export { halveInput, halveMask } from './halve';
export { lightWrap } from './light-wrap';
export { localBackground } from './local-background';
export { luma } from './luma';
export { noiseShrink } from './noise-shrink';
export { planeInput } from './plane-input';
export { planeMatte } from './plane-matte';
export { probabilities } from './probabilities';
export { runs } from './runs';
export { temporalSmoothing } from './temporal-smoothing';
export { trimapClamp } from './trimap-clamp';
