import { generationsOf } from './checkpoints.js';
import type { AnyProjection } from './projection.js';
import type { ReadModelFile } from './sqlite/read-model-file.js';

/**
 * Asks for a generation of the projection folded from zero beside the serving one; whoever runs the projector on
 * this file does it. Nothing happens when one is being folded already. Throws when it was never folded at all.
 */
export function requestRebuild(file: ReadModelFile, projection: AnyProjection): void {
  file.transact(() => {
    const { serving, beside } = generationsOf(file.checkpoints.all(), projection.name);
    if (beside?.state === 'folding' && beside.version === projection.version) return;
    const held = serving ?? beside;
    if (!held) throw new Error(`${projection.name} was never folded: start the projector first`);
    if (beside) file.drop(beside);
    const heard = Math.max(held.heard, beside?.heard ?? -1);
    file.addGeneration(projection, { ...held, heard });
  });
}
