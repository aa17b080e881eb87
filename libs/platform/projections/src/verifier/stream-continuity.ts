import type { EventReader, LedgerEntry, RecordedEvent } from '#platform/event-store';

/** Streams whose last revision is remembered; of others the store is asked. */
const REMEMBERED = 20_000;

/**
 * Checks that each stream's revisions follow one another in `$all` without a hole. What it remembers is bounded:
 * where a stream is not remembered, the event before must stand at the revision before, at an earlier position.
 */
export class StreamContinuity {
  private young = new Map<string, number>();
  private old = new Map<string, number>();

  constructor(private readonly store: Pick<EventReader, 'readStream'>) {}

  /** What is wrong with the first of these that does not continue its stream; null when all do. In ledger order, each once. */
  async check(entries: readonly LedgerEntry[]): Promise<string | null> {
    for (const { ordinal, recorded } of entries) {
      const { stream, revision } = recorded;
      const last = this.young.get(stream) ?? this.old.get(stream);
      const follows = last === undefined ? await this.followsStored(recorded) : last + 1 === revision;
      if (!follows)
        return `revision ${revision} of stream ${stream}, at ordinal ${ordinal}, does not follow the one before it`;
      this.remember(stream, revision);
    }
    return null;
  }

  private async followsStored({ stream, revision, position }: RecordedEvent): Promise<boolean> {
    if (revision === 0) return true;
    const [before] = await this.store.readStream(stream, { from: revision - 1, limit: 1 });
    return before !== undefined && before.revision === revision - 1 && before.position < position;
  }

  private remember(stream: string, revision: number): void {
    this.young.set(stream, revision);
    if (this.young.size * 2 < REMEMBERED) return;
    this.old = this.young;
    this.young = new Map();
  }
}
