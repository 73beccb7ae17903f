/**
 * What patch, pipeline and content script say to each other, counted up when two versions would no longer understand
 * each other: the events and symbols of this file, the `natives` that the patch exports, and the messages. A page that was
 * open when Veil was updated keeps its patch and its pipeline, and works on with the new content script while both have the same number.
 */
export const PROTOCOL = 1;

/**
 * Type of the event, with one port and the protocol as its data, by which the patch says that a camera is wanted. It and
 * the next three go to `navigator.mediaDevices`.
 */
export const CAMERA_WANTED = 'veil:camera-wanted';

/** The same from a pipeline that is there already, and whose content script is gone. */
export const CONTENT_WANTED = 'veil:content-wanted';

/** A content script says that it has come, in a page that may have known another one before. */
export const CONTENT_STARTED = 'veil:content-started';

/** The pipeline, once injected, hands itself to the patch in the detail of this event. */
export const PIPELINE_READY = 'veil:pipeline-ready';

/**
 * Type of the event by which the pipeline shows a camera's track to the content script, which sees for itself what the browser has
 * given. It goes to the very port that came with `CAMERA_WANTED`, of which the page knows nothing.
 */
export const CAMERA_SHOWN = 'veil:camera-shown';

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
