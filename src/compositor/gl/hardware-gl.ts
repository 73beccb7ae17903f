import { log } from '../../shared/log';
import { type Compositor, DeviceMissing } from '../compositor';
import { createGlCompositor } from './gl-compositor';

/** The WebGL compositor; undefined where WebGL would run on the CPU, or not at all. */
export function createHardwareGl(): Compositor | undefined {
  try {
    return createGlCompositor({ hardwareOnly: true });
  } catch (error) {
    if (!(error instanceof DeviceMissing)) log.warn('WebGL does not start', error);
    return undefined;
  }
}
