export { blurBoxes } from './box-blur';
export { meanWindows, solveWindows } from './guided';
export { readInput } from './input';
export { splitPairs } from './pairs';
export { readRoom } from './room';
