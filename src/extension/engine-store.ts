import { isEngineName } from '../shared/engine-name';
import { createFinding } from './finding';

/** The engine that a calibration found best. */
export const { recall: recallEngine, remember: rememberEngine } = createFinding(
  'engine',
  isEngineName,
);
