import { countEntries, type AllPage, type EventReader, type LedgerEntry } from '#platform/event-store';
import type { StoredCheckpoint } from '../checkpoints.js';
import { firstMark, LEDGER_MARK, Subject, type CoverageMark } from './coverage-mark.js';
import type { Recount } from './recount.js';
import type { StreamContinuity } from './stream-continuity.js';

const PAGE = 200;
/** Events of the store's own that may lie between two of the ledger. */
const NEIGHBOURS = 50;

/** The other count of a ledger: pages it unfiltered and compares what it finds with what projections say they were fed. */
export class Recounting {
  constructor(
    private readonly store: EventReader,
    private readonly recount: Recount,
    private readonly continuity: StreamContinuity,
    private readonly storeId: string,
  ) {}

  /**
   * Counts on from the marks towards the checkpoints, at most so many pages, and answers the new marks, that of the
   * ledger among them; what it has come up to is compared. Checkpoints of another store are left alone. `rest` is
   * awaited between pages. Throws the store's errors and UnknownEvent.
   */
  async verify(
    checkpoints: readonly StoredCheckpoint[],
    marks: readonly CoverageMark[],
    rest: () => Promise<void>,
    pages = Infinity,
  ): Promise<readonly CoverageMark[]> {
    const here = checkpoints.filter(({ storeId }) => storeId === this.storeId);
    const subjects = new Map(
      here.map((held) => [held.projection, new Subject(this.markOf(held, marks), held.ordinal)]),
    );
    const ledger = new Subject(
      this.markOf({ projection: LEDGER_MARK, generation: 0 }, marks),
      Math.max(-1, ...here.map(({ ordinal }) => ordinal)),
    );
    const last = await this.countOn(subjects, ledger, rest, pages);
    for (const held of here) {
      const subject = subjects.get(held.projection) as Subject;
      if (subject.isBehind && last === null) continue;
      subject.blame(comparison(held, subject, last) ?? (await this.misplacement(held, subject)));
    }
    return [ledger, ...subjects.values()].map(({ mark }) => mark);
  }

  private markOf(
    of: Pick<StoredCheckpoint, 'projection' | 'generation'>,
    marks: readonly CoverageMark[],
  ): CoverageMark {
    const known = marks.find(
      ({ projection, generation, storeId }) =>
        projection === of.projection && generation === of.generation && storeId === this.storeId,
    );
    return known ?? firstMark(of, this.storeId);
  }

  /** Answers the last ordinal of the ledger when it ends before a goal. */
  private async countOn(
    subjects: ReadonlyMap<string, Subject>,
    ledger: Subject,
    rest: () => Promise<void>,
    pages: number,
  ): Promise<number | null> {
    const all = [ledger, ...subjects.values()];
    const start = all.filter(({ isBehind }) => isBehind).map(({ mark }) => mark);
    let { ordinal, position } = start.reduce(
      (least, mark) => (mark.ordinal < least.ordinal ? mark : least),
      start[0] ?? ledger.mark,
    );
    for (let read = 0; read < pages && all.some(({ isBehind }) => isBehind); read++) {
      const page: AllPage = await this.store.readAll({ after: position, limit: PAGE });
      const entries = countEntries(page.events, ordinal);
      ledger.blame(await this.continuity.check(entries.filter((entry) => ledger.wants(entry.ordinal))));
      this.count(entries, subjects);
      for (const subject of all) subject.advance(entries);
      ordinal += entries.length;
      position = page.next;
      if (page.end) return all.some(({ isBehind }) => isBehind) ? ordinal : null;
      await rest();
    }
    return null;
  }

  private count(entries: readonly LedgerEntry[], subjects: ReadonlyMap<string, Subject>): void {
    for (const entry of entries)
      for (const index of this.recount.concerns(entry)) {
        const subject = subjects.get(this.recount.projections[index]?.name ?? '');
        if (subject?.wants(entry.ordinal)) subject.count(entry.recorded.id);
      }
  }

  /** The position must be at the event of the ordinal or behind it, and before the next. */
  private async misplacement(held: StoredCheckpoint, subject: Subject): Promise<string | null> {
    const { ordinal, position } = subject.mark;
    if (held.ordinal !== ordinal || held.position === position) return null;
    const wrong = `its checkpoint at ordinal ${ordinal} names position ${String(held.position)}, which is another event's`;
    if (held.position === null || (position !== null && held.position < position)) return wrong;
    const page = await this.store.readAll({ after: position, limit: NEIGHBOURS });
    const [next] = countEntries(page.events, ordinal);
    const limit = next ? next.recorded.position - 1n : page.end ? page.next : null;
    return limit !== null && held.position > limit ? wrong : null;
  }
}

function comparison(held: StoredCheckpoint, subject: Subject, last: number | null): string | null {
  const { ordinal, recounted, idSum } = subject.mark;
  if (held.ordinal < ordinal)
    return `its checkpoint went back to ordinal ${held.ordinal}; it was verified up to ${ordinal}`;
  if (held.ordinal > ordinal)
    return `its checkpoint stands at ordinal ${held.ordinal}, the ledger ends at ${last ?? ordinal}`;
  const fed = held.handled + held.waiting + held.skipped;
  if (fed !== recounted)
    return `up to ordinal ${ordinal} the ledger holds ${recounted} events for it, it was fed ${fed}`;
  return held.idSum === idSum
    ? null
    : `up to ordinal ${ordinal} it was fed other events than the ledger holds`;
}
