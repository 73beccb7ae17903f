/** Entry of the pipeline, injected into a page that wants a camera: hands itself to the patch. */

import { natives } from '../natives/natives';
import { PIPELINE_READY } from '../shared/handshake';
import { connectPipeline } from './pipeline';

const ready = new natives.CustomEvent(PIPELINE_READY, { detail: connectPipeline });
natives.apply(natives.dispatchEvent, natives.mediaDevices, [ready]);
