/** Entry of the pipeline, injected into a page that wants a camera: hands itself to the patch. */
import { PIPELINE_READY } from '../shared/handshake';
import { kept } from './kept';
import { connectPipeline } from './pipeline';

const ready = new kept.CustomEvent(PIPELINE_READY, { detail: connectPipeline });
kept.apply(kept.dispatchEvent, navigator.mediaDevices, [ready]);
