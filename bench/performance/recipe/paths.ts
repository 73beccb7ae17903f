/** Where the bench's site keeps what the recipe loads. */
export const WASM_PATH = '/recipe/wasm';
export const MODEL_PATH = '/recipe/model.tflite';
