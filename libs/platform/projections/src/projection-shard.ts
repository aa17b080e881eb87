import { join } from 'node:path';
import type { ContextDefinition } from './context-definition.js';

/**
 * Projections that one thread folds into a file of their own: SQLite has one writer a file, and a rebuild of all
 * of them uses as many cores as there are shards. Which projection stands in which shard decides nothing but that.
 */
export interface ProjectionShard {
  /** Part of the file's name. */
  readonly name: string;
  /** Every context there is, those of other shards without their projections. */
  readonly definitions: readonly ContextDefinition[];
}

/** Splits contexts into shards by name: each goes to the first that wants it. Throws when a context finds none. */
export function shardsOf(
  contexts: readonly ContextDefinition[],
  wanted: Readonly<Record<string, (context: string) => boolean>>,
): readonly ProjectionShard[] {
  const names = Object.keys(wanted);
  const homeOf = ({ name }: ContextDefinition): string => {
    const home = names.find((shard) => wanted[shard]?.(name));
    if (home === undefined) throw new Error(`no shard wants the projections of ${name}`);
    return home;
  };
  return names.map((name) => ({
    name,
    definitions: contexts.map((context) =>
      homeOf(context) === name ? context : { ...context, projections: [] },
    ),
  }));
}

/** Where a shard's rows lie in a data directory. */
export const shardFile = (dataDir: string, { name }: ProjectionShard): string =>
  join(dataDir, `read-models-${name}.sqlite`);

export const projectionsIn = ({ definitions }: ProjectionShard) =>
  definitions.flatMap(({ projections }) => projections);
