export { blurBoxes } from './box-blur';
export { meanWindows, solveWindows } from './guided';
export { splitPairs } from './pairs';
export { readRoom } from './room';
