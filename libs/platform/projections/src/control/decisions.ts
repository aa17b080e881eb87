import { EventCodec, type EventReader } from '#platform/event-store';
import type { Skips } from '../skips.js';
import { type ControlEvent, controlEvents, controlStream } from '../control.events.js';

const PAGE = 500;
const codec = new EventCodec([controlEvents]);

const STOPPED = 'an operator stopped it';

interface Decision {
  readonly type: ControlEvent['type'];
  readonly reason: string | undefined;
  /** To be folded anew. */
  readonly generation?: number;
}

/** What newly heard decisions come to. */
export interface NewDecisions {
  /** Revision of the last of them. */
  readonly last: number;
  /** The last word was to stop the projection, for this reason. */
  readonly parkedFor: string | null;
  /** Something was decided that what is parked may go on by. */
  readonly goesOn: boolean;
  /** Generations that shall be folded anew. */
  readonly rebuilt: readonly number[];
  /** What served before shall serve again: an odd number of such words. */
  readonly rollsBack: boolean;
}

/** What operators decided about one projection, as far as it was read. */
export class Decisions implements Skips {
  private readonly made: Decision[] = [];
  private readonly skipped = new Set<string>();

  constructor(private readonly projection: string) {}

  /** Revision of the last one read; -1 before the first. */
  get last(): number {
    return this.made.length - 1;
  }

  /** Revision up to which none concerns a generation that is new: a stop that stands does. */
  get settled(): number {
    const stop = this.made.findLastIndex(({ type }) => type === 'ProjectionParked');
    return stop >= 0 && !this.made.slice(stop).some(isGo) ? stop - 1 : this.last;
  }

  has(ordinal: number, key: string | null): boolean {
    return this.skipped.size > 0 && this.skipped.has(JSON.stringify([ordinal, key]));
  }

  /** What was decided after the revision `heard`; null when nothing was. */
  since(heard: number): NewDecisions | null {
    const fresh = this.made.slice(heard + 1);
    if (fresh.length === 0) return null;
    const stop = fresh.findLastIndex(({ type }) => type === 'ProjectionParked');
    const isStopped = stop >= 0 && !fresh.slice(stop).some(isGo);
    return {
      last: this.last,
      parkedFor: isStopped ? (fresh[stop]?.reason ?? STOPPED) : null,
      goesOn: !isStopped && fresh.some(isGo),
      rebuilt: fresh.flatMap(({ generation }) => generation ?? []),
      rollsBack: fresh.filter(({ type }) => type === 'ProjectionRolledBack').length % 2 === 1,
    };
  }

  /** Reads what was decided meanwhile. Throws the store's errors. */
  async refresh(store: Pick<EventReader, 'readStream'>): Promise<void> {
    for (;;) {
      const from = this.last + 1;
      const page = await store.readStream(controlStream(this.projection), { from, limit: PAGE });
      if (from !== this.last + 1) return;
      for (const recorded of page) {
        const { event, metadata } = codec.decode(recorded);
        this.take(event as ControlEvent, metadata.reason);
      }
      if (page.length < PAGE) return;
    }
  }

  private take(event: ControlEvent, reason: string | undefined): void {
    const { type } = event;
    if (type === 'ProjectionRebuildRequested')
      this.made.push({ type, reason, generation: event.data.generation });
    else this.made.push({ type, reason });
    if (event.type === 'EventSkipped')
      this.skipped.add(JSON.stringify([event.data.ordinal, event.data.key ?? null]));
  }
}

const isGo = ({ type }: Decision): boolean =>
  type !== 'ProjectionParked' && type !== 'ProjectionRebuildRequested';
