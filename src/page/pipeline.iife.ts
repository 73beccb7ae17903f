/** Entry of the pipeline, injected into a page that wants a camera: hands itself to the patch. */
import { PIPELINE_READY } from '../shared/handshake';
import { connectPipeline } from './pipeline';

navigator.mediaDevices.dispatchEvent(new CustomEvent(PIPELINE_READY, { detail: connectPipeline }));
