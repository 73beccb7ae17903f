import type { Disposer } from '../../shared/disposer';
import { DeviceMissing } from '../compositor';

/** What has to speak for hardware: nothing, the browser (it claims no major caveat), or the driver's name as well. */
export type Hardware = 'any' | 'claimed' | 'named';
/** Drivers that draw on the CPU, by what they call themselves. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|swrast|software|basic render/i;

/** WebGL2 that can draw into half floats; the disposer ends it. Throws DeviceMissing where there is none on such hardware. */
export function openDevice(
  canvas: OffscreenCanvas,
  hardware: Hardware,
  disposer: Disposer,
): WebGL2RenderingContext {
  const gl = canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
    desynchronized: true,
    failIfMajorPerformanceCaveat: hardware !== 'any',
    powerPreference: 'low-power',
  });
  if (!gl) throw new DeviceMissing('expected WebGL2');
  // Added first, so it runs last: gives the memory back now, not when the collector comes round.
  disposer.add(() => gl.getExtension('WEBGL_lose_context')?.loseContext());
  if (hardware === 'named' && SOFTWARE.test(driverOf(gl)))
    throw new DeviceMissing('expected hardware');
  const drawsHalfFloats =
    gl.getExtension('EXT_color_buffer_float') ?? gl.getExtension('EXT_color_buffer_half_float');
  if (!drawsHalfFloats) throw new DeviceMissing('expected half float targets');
  return gl;
}

/** Firefox gives the driver's name, or one like it, without the extension. */
function driverOf(gl: WebGL2RenderingContext): string {
  const named = gl.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL;
  return String(gl.getParameter(named ?? gl.RENDERER));
}
