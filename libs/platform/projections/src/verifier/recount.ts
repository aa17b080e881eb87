import { EventCodec, ledgerCatalogue, type LedgerEntry } from '#platform/event-store';
import type { ContextDefinition } from '../context-definition.js';
import type { AnyProjection } from '../projection.js';
import { StoredPlace } from '../stored-place.js';

const NOBODY: readonly number[] = [];

interface Publisher {
  readonly publish: ContextDefinition['publish'];
  /** Projections that handle one of its contracts. */
  readonly readers: readonly number[];
}

/**
 * Tells which projections a ledger event concerns: those that handle it, or a contract made of it. It shares
 * nothing with the router by which events are fed, so that neither can hide what the other loses.
 */
export class Recount {
  readonly projections: readonly AnyProjection[];
  private readonly codec: EventCodec;
  private readonly byType = new Map<string, readonly number[]>();
  private readonly publishers = new Map<string, Publisher>();

  constructor(definitions: readonly ContextDefinition[]) {
    this.codec = new EventCodec([ledgerCatalogue, ...definitions.map(({ events }) => events)]);
    this.projections = definitions.flatMap(({ projections }) => projections);
    for (const type of new Set(this.projections.flatMap(({ handles }) => handles as readonly string[])))
      this.byType.set(type, this.handlersOf(type));
    for (const { events, contracts, publish } of definitions) {
      const readers = [...new Set(contracts.flatMap((type) => this.byType.get(type) ?? NOBODY))];
      if (readers.length === 0) continue;
      for (const type of Object.keys(events)) this.publishers.set(type, { publish, readers });
    }
  }

  /** Places in {@link projections}, each once. Throws UnknownEvent. */
  concerns({ recorded, ordinal }: LedgerEntry): readonly number[] {
    const direct = this.byType.get(recorded.type) ?? NOBODY;
    const publisher = this.publishers.get(recorded.type);
    if (!publisher) {
      this.codec.refuseUnknown(recorded);
      return direct;
    }
    const stored = this.codec.decode(recorded);
    const concerned = new Set(direct);
    try {
      for (const { type } of publisher.publish(stored.event as never, new StoredPlace(ordinal, stored)))
        for (const index of this.byType.get(type) ?? NOBODY) concerned.add(index);
    } catch {
      // What it would have published is not known: it concerns whoever reads any of it, as it parks them.
      for (const index of publisher.readers) concerned.add(index);
    }
    return [...concerned];
  }

  private handlersOf(type: string): readonly number[] {
    return this.projections.flatMap(({ handles }, index) =>
      (handles as readonly string[]).includes(type) ? [index] : [],
    );
  }
}
