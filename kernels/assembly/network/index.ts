export { widen } from './bytes';
export { decode } from './decoder';
export { enter } from './entry';
export { expand } from './expand';
export { addPixels, connect, gateWeights } from './gates';
export { mixChannels } from './pointwise';
