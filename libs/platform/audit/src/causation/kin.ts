import type { EventMetadata, RecordedEvent } from '#platform/event-store';

/** An event with what says where it belongs. */
export interface Kin {
  readonly recorded: RecordedEvent;
  readonly metadata: Partial<EventMetadata>;
}

/** How an event is related to the one asked about. */
export interface Related {
  readonly kin: Kin;
  /** Steps away: 1 caused it, or was caused by it, directly. */
  readonly distance: number;
}

export interface CausationTree {
  /** Nearest first. */
  readonly causes: readonly Related[];
  /** In the order of the ledger. */
  readonly effects: readonly Related[];
  /** Of the same command. */
  readonly beside: readonly Kin[];
  /** Id of an event or command that is a cause and was not found; null where causes end at a request. */
  readonly missing: string | null;
}

/**
 * What led to an event and what it led to, among the events of its correlation. `causationId` names an event (what a
 * process reacted to) or a command (what another command was needed for).
 */
export function causationTree(of: Kin, correlated: readonly Kin[]): CausationTree {
  const others = correlated.filter(({ recorded }) => recorded.id !== of.recorded.id);
  const { causes, missing } = causesOf(of, others);
  const own = of.metadata.commandId;
  const beside = others.filter(({ metadata }) => own !== undefined && metadata.commandId === own);
  return { causes, missing, beside, effects: effectsOf(of, others) };
}

function causesOf(of: Kin, others: readonly Kin[]): Pick<CausationTree, 'causes' | 'missing'> {
  const causes: Related[] = [];
  const seen = new Set([of]);
  let missing: string | null = null;
  for (let distance = 1, level = [of]; level.length > 0; distance++) {
    const above: Kin[] = [];
    for (const { metadata } of level) {
      const wanted = metadata.causationId;
      if (wanted === undefined) continue;
      const found = others.filter((other) => isNamed(wanted, other));
      if (found.length === 0) missing ??= wanted;
      above.push(...found.filter((each) => !seen.has(each) && seen.add(each)));
    }
    causes.push(...above.map((kin) => ({ kin, distance })));
    level = above;
  }
  return { causes, missing };
}

function effectsOf(of: Kin, others: readonly Kin[]): readonly Related[] {
  const effects: Related[] = [];
  const seen = new Set([of]);
  for (let distance = 1, level = [of]; level.length > 0; distance++) {
    const causing = level;
    const below = others.filter(
      (other) =>
        !seen.has(other) &&
        other.metadata.causationId !== undefined &&
        causing.some((cause) => isNamed(other.metadata.causationId as string, cause)),
    );
    for (const kin of below) seen.add(kin);
    effects.push(...below.map((kin) => ({ kin, distance })));
    level = below;
  }
  return effects.sort((a, b) => (a.kin.recorded.position < b.kin.recorded.position ? -1 : 1));
}

const isNamed = (id: string, { recorded, metadata }: Kin): boolean =>
  recorded.id === id || metadata.commandId === id;
