import { log } from '../../shared/log';
import { type Compositor, DeviceMissing } from '../compositor';
import { createGlCompositor } from './gl-compositor';

/**
 * The WebGL compositor; undefined where WebGL would run on the CPU, or not at all. surely: nor where just the
 * driver's name tells that it runs on the CPU, as with Chromium's SwiftShader.
 */
export function createHardwareGl(surely = false): Compositor | undefined {
  try {
    return createGlCompositor(surely ? 'named' : 'claimed');
  } catch (error) {
    if (!(error instanceof DeviceMissing)) log.warn('WebGL does not start', error);
    return undefined;
  }
}
