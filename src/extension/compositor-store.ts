import { isCompositorName } from '../shared/compositor-name';
import { createFinding } from './finding';

/** The compositor with which the last call on this device settled. */
export const { recall: recallCompositor, remember: rememberCompositor } = createFinding(
  'compositor',
  isCompositorName,
);
