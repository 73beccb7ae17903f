/**
 * Type of the event, with one port, by which the patch says that a camera is wanted. It and the next
 * go to `navigator.mediaDevices`.
 */
export const CAMERA_WANTED = 'veil:camera-wanted';

/** The pipeline, once injected, hands itself to the patch in the detail of this event. */
export const PIPELINE_READY = 'veil:pipeline-ready';

/** Name of the runtime port on which the popup listens to a tab. */
export const STATUS_PORT = 'veil:status';

/** Name of the runtime port on which the popup asks for pictures of a track. */
export const PICTURE_PORT = 'veil:picture';

/** Comes with the port of one frame loop: from the content script to the frame, and to its worker. */
export const SEGMENTER_CONNECT = 'veil:segmenter-connect';

/** The same for the port of a whole frame loop that the frame runs, in a worker of its own. */
export const LOOP_CONNECT = 'veil:loop-connect';

/** Begins the secret under which a content script vouches for the frame that tells settings, and gives it ports. */
export const LINK_CONNECT = 'veil:link';

/** Under it the patch exports what others in its window need, on the prototype of `MediaDevices`. */
export const PATCH_EXPORTS = Symbol.for('veil');
/** Where the extension keeps the network's weights, as models/pack.ts writes them. */
export const WEIGHTS_PATH = '/models/general.weights';
