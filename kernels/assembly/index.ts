export { blurBoxes } from './box-blur';
export { enlarge } from './enlarge';
export { meanWindows, solveWindows } from './guided';
export { readInput } from './input';
export { readMatte } from './matte';
export { blurNear } from './near';
export { splitPairs } from './pairs';
export { drawPerson } from './person';
export { readRoom } from './room';
