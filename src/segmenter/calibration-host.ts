import { recallEngine, rememberEngine } from '../extension/device-store';
import { isEngineName } from '../shared/engine-name';
import { CALIBRATE } from './worker-messages';

/** A calibration that has not ended by then never will. */
const DEADLINE_MS = 60_000;

/**
 * Has a second worker find the best engine, and stores it. Nothing is done where it is known, as
 * when another tab was first. Throws where nothing can be stored.
 */
export async function hostCalibration(startWorker: () => Worker): Promise<void> {
  if (await recallEngine()) return;
  // An engine that takes the whole process down is not to do so again.
  await rememberEngine('tasks-vision');
  const found = await answerOf(startWorker());
  if (isEngineName(found)) await rememberEngine(found);
}

/** The worker's one answer; undefined when it fails. It is ended then. */
async function answerOf(worker: Worker): Promise<unknown> {
  try {
    return await new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = () => resolve(undefined);
      setTimeout(() => resolve(undefined), DEADLINE_MS);
      worker.postMessage(CALIBRATE);
    });
  } finally {
    worker.terminate();
  }
}
