import {
  type EmbeddedReader,
  openEmbeddedReader,
  type Position,
  type RecordedEvent,
  verifyLog,
} from '#platform/event-store';
import { type AcknowledgedAppend, KilledWriter } from './killed-writer.js';
import { everything } from './samples.js';
import { temporaryDirectory } from './temporary-log.js';

const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 200);
/** Every so many rounds a process is killed while it opens the log. */
const OPENING_EVERY = 5;
const LONGEST_OPENING_MS = 150;
const LONGEST_LIFE_MS = 120;

const directory = temporaryDirectory();

describe(`embedded log: its process killed ${ROUNDS} times`, () => {
  const waiting: KilledWriter[] = [];
  afterEach(() => {
    for (const writer of waiting.splice(0)) writer.end();
  });

  /** The next one loads its code while this one lives. */
  const nextWriter = (): KilledWriter => {
    while (waiting.length < 2) waiting.push(KilledWriter.start());
    return waiting.shift() as KilledWriter;
  };

  it('loses nothing it acknowledged, keeps each append whole and each stream dense', async () => {
    const seen = new SeenHistory();
    let promised = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const [most, from] =
        round % OPENING_EVERY === 1
          ? ([LONGEST_OPENING_MS, 'start'] as const)
          : ([LONGEST_LIFE_MS, 'open'] as const);
      const acknowledged = await nextWriter().liveFor(directory(), Math.random() * most, from);
      await seen.goOn();
      seen.expectAll(acknowledged);
      promised += acknowledged.length;
    }
    expect(promised).toBeGreaterThan(ROUNDS);
    expect(await verifyLog(directory())).toEqual({
      events: seen.count,
      unprotected: 0,
      faults: [],
      complete: true,
    });
  }, 600_000);
});

/** Everything the log holds, read on after each kill; what was read before must not change. */
class SeenHistory {
  private readonly idAt: string[] = [];
  private readonly revisions = new Map<string, number>();

  get count(): number {
    return this.idAt.length;
  }

  async goOn(): Promise<void> {
    const reader = await openEmbeddedReader(directory());
    try {
      await this.readTail(reader);
    } finally {
      await reader.close();
    }
  }

  expectAll(acknowledged: readonly AcknowledgedAppend[]): void {
    for (const { position, revision, stream, ids } of acknowledged) {
      expect(this.idAt.slice(position - ids.length, position)).toEqual(ids);
      expect(this.revisions.get(stream)).toBeGreaterThanOrEqual(revision);
    }
  }

  private async readTail(reader: EmbeddedReader): Promise<void> {
    const { count } = this;
    expect(Number(await reader.head())).toBeGreaterThanOrEqual(count);
    const last: Position | null = count === 0 ? null : BigInt(count);
    if (count > 0)
      expect((await reader.readAllBackwards(BigInt(count + 1), 1))[0]?.id).toBe(this.idAt.at(-1));
    const events = await everything(reader, { after: last });
    for (const event of events) this.add(event);
    expectWhole(events);
  }

  private add({ position, stream, revision, id }: RecordedEvent): void {
    expect(position).toBe(BigInt(this.idAt.push(id)));
    expect(revision).toBe((this.revisions.get(stream) ?? -1) + 1);
    this.revisions.set(stream, revision);
  }
}

/** Of each append all events are there, one behind the other. */
function expectWhole(events: readonly RecordedEvent[]): void {
  const lived = events.filter(({ type }) => type === 'Lived');
  for (let start = 0; start < lived.length;) {
    const { of } = partOf(lived[start]);
    const { id, stream } = lived[start] as RecordedEvent;
    const append = lived.slice(start, start + of);
    expect(append.map(partOf)).toMatchObject(append.map((_, index) => ({ first: id, index, of })));
    expect([append.length, new Set(append.map((event) => event.stream))]).toEqual([of, new Set([stream])]);
    start += of;
  }
}

const partOf = (event: RecordedEvent | undefined): { first: string; index: number; of: number } =>
  JSON.parse(Buffer.from(event?.data ?? []).toString()) as { first: string; index: number; of: number };
