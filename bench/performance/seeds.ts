/** What others have published, to see the table beside; their machines, their frames. */
export const SEEDS = `
| published | model input | what | figure | machine |
| --- | --- | --- | --- | --- |
| Vmeeting paper | 256x144, WASM SIMD | fps; inference | 18.1 fps; 6.96 ms | i5-9400F |
| Google Meet |  | the pipeline on a 1280x720 frame | 14.3 ms | laptop, 6 cores, GPU |
`;
