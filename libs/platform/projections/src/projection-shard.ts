import { join } from 'node:path';
import type { ContextDefinition } from './context-definition.js';

/**
 * Projections that one thread folds into a file of their own: SQLite has one writer a file, and a rebuild of all
 * of them uses as many cores as there are shards. Which projection stands in which shard decides nothing but that.
 */
export interface ProjectionShard {
  /** Part of the file's name. */
  readonly name: string;
  /** Every context there is, with those of its projections that stand in this shard. */
  readonly definitions: readonly ContextDefinition[];
}

/** Tells whether a shard wants a projection of a context. */
export type Wanted = (context: string, projection: string) => boolean;

/** Splits projections into shards by name: each goes to the first that wants it. Throws when one finds none. */
export function shardsOf(
  contexts: readonly ContextDefinition[],
  wanted: Readonly<Record<string, Wanted>>,
): readonly ProjectionShard[] {
  const names = Object.keys(wanted);
  const homeOf = (context: string, projection: string): string => {
    const home = names.find((shard) => wanted[shard]?.(context, projection));
    if (home === undefined) throw new Error(`no shard wants the projection ${projection} of ${context}`);
    return home;
  };
  return names.map((name) => ({
    name,
    definitions: contexts.map((context) => ({
      ...context,
      projections: context.projections.filter((each) => homeOf(context.name, each.name) === name),
    })),
  }));
}

/** Where a shard's rows lie in a data directory. */
export const shardFile = (dataDir: string, { name }: ProjectionShard): string =>
  join(dataDir, `read-models-${name}.sqlite`);

export const projectionsIn = ({ definitions }: ProjectionShard) =>
  definitions.flatMap(({ projections }) => projections);
