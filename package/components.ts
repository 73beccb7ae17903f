/** Work of others that came into a package compiled, without a word of it: what is linked into WASM. */
export type Component = {
  readonly name: string;
  /** SPDX. */
  readonly licence: string;
  /** Text in `licences/`; undefined where the common Apache text says all. */
  readonly text?: string;
};

/**
 * By the package it came with. tasks-vision: the projects whose files and error texts are among the strings of
 * `vision_wasm_module_internal.wasm`, and what those are always linked with (pthreadpool, FFT2D, musl, libc++).
 */
export const COMPONENTS: Readonly<Record<string, readonly Component[]>> = {
  '@mediapipe/tasks-vision': [
    { name: 'TensorFlow Lite', licence: 'Apache-2.0' },
    { name: 'Abseil', licence: 'Apache-2.0' },
    { name: 'FlatBuffers', licence: 'Apache-2.0' },
    { name: 'ruy', licence: 'Apache-2.0' },
    { name: 'gemmlowp', licence: 'Apache-2.0' },
    { name: 'TCMalloc', licence: 'Apache-2.0' },
    { name: 'SentencePiece', licence: 'Apache-2.0' },
    { name: 'OpenCV 4.13.0', licence: 'Apache-2.0', text: 'opencv.txt' },
    { name: 'XNNPACK', licence: 'BSD-3-Clause', text: 'xnnpack.txt' },
    { name: 'pthreadpool', licence: 'BSD-2-Clause', text: 'pthreadpool.txt' },
    { name: 'Protocol Buffers', licence: 'BSD-3-Clause', text: 'protobuf.txt' },
    { name: 'Eigen', licence: 'MPL-2.0', text: 'eigen.txt' },
    { name: 'FFT2D', licence: 'LicenseRef-Ooura', text: 'fft2d.txt' },
    { name: 'Emscripten', licence: 'MIT', text: 'emscripten.txt' },
    { name: 'musl', licence: 'MIT', text: 'musl.txt' },
    {
      name: 'libc++, libc++abi, compiler-rt',
      licence: 'Apache-2.0 WITH LLVM-exception',
      text: 'llvm-exception.txt',
    },
  ],
};
