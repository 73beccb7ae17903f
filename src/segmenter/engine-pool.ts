/** The engines of a worker: one per model variant, shared by all ports. */
import type { ModelVariantName } from '../shared/model-variants';
import { distrustEngine, loadEngine, type NamedEngine } from './engine-loader';

/** Engines kept at a time: a frame that changes its shape and back finds its own again. */
const MOST_ENGINES = 2;

/** In the order of their last use. */
const engines = new Map<ModelVariantName, Promise<NamedEngine>>();

/** The engine of a variant, loaded when there is none; a load that failed is tried again. */
export function getEngine(variant: ModelVariantName): Promise<NamedEngine> {
  const engine = engines.get(variant) ?? loadInTurn(variant);
  engines.delete(variant);
  engines.set(variant, engine);
  engine.catch(() => forget(variant, engine));
  for (const [name, old] of engines) {
    if (engines.size <= MOST_ENGINES) break;
    engines.delete(name);
    old.then((unused) => unused.close()).catch(() => undefined); // It never loaded.
  }
  return engine;
}

/** Gives an engine up after it has failed at its work; the next call loads another kind. */
export function dropEngine(variant: ModelVariantName, { name }: NamedEngine): void {
  engines.delete(variant);
  distrustEngine(name);
}

/** Drops an engine that failed to load, unless another has taken its place. */
function forget(variant: ModelVariantName, engine: Promise<NamedEngine>): void {
  if (engines.get(variant) === engine) engines.delete(variant);
}

/** One load after the other, as engines ask for it. */
let turn: Promise<unknown> = Promise.resolve();

function loadInTurn(variant: ModelVariantName): Promise<NamedEngine> {
  const engine = turn.then(() => loadEngine(variant));
  turn = engine.catch(() => undefined); // The caller is told; the next load goes on.
  return engine;
}
