import { LRUCache } from 'lru-cache';
import { evolveEvent, type ProjectionEvent, type RowSource, type StateTopic } from '#platform/projections';
import { canonicalJson } from '#platform/values';
import { RelayStopped } from '../errors.js';
import { KeyedDigest, MARKER_KEY, partitionOf, type DigestReading, type Place } from '../wire/index.js';
import type { Cell, FoldFile, FoldLayer, FoldStanding } from './fold-file.js';

const EMPTY: Cell = { row: null, published: null };
const CACHED_CELLS = 20_000;
const PAGE = 1_000;

/** What should stand in Kafka for a key from now on. */
export interface ValueChange {
  readonly key: string;
  readonly partition: number;
  /** JSON text; null is a tombstone. */
  readonly value: string | null;
  readonly at: Place;
}

/**
 * The fold of one state topic's projection: cells on disk, under the layers of batches that Kafka has not
 * confirmed yet, under the batch being folded.
 */
export class StateFold {
  readonly topic: string;
  /** Entries up to here are folded already. */
  ordinal: number;
  private readonly wanted: ReadonlySet<string>;
  private readonly digests: KeyedDigest[];
  private readonly confirmed = new LRUCache<string, Cell>({ max: CACHED_CELLS });
  private readonly layers: Map<string, Cell>[] = [];
  private current = new Map<string, Cell>();
  private touched = new Map<string, Place>();
  private readonly rows: RowSource = { get: (key) => this.cell(key).row, keys: () => this.liveKeys() };

  constructor(
    readonly definition: StateTopic,
    private readonly file: FoldFile,
    partitions: number,
  ) {
    this.topic = definition.topic;
    this.ordinal = file.standing(this.topic)?.ordinal ?? -1;
    this.wanted = new Set(definition.projection.handles as readonly string[]);
    const readings = file.readings(this.topic);
    this.digests = Array.from({ length: partitions }, (_, partition) => new KeyedDigest(readings[partition]));
  }

  /** Throws FoldFailure when the projection does; then nothing of this event is taken. */
  fold(event: ProjectionEvent, at: Place): void {
    if (!this.wanted.has(event.type)) return;
    for (const { key, row } of evolveEvent(this.definition.projection, event, this.rows)) {
      if (key === MARKER_KEY)
        throw new RelayStopped(`${this.topic} has a row of the reserved key ${MARKER_KEY}`);
      this.current.set(key, { row, published: this.cell(key).published });
      this.touched.set(key, at);
    }
  }

  /** Looks at a key's value anew in this batch, though no event changed its row. */
  review(key: string, at: Place): void {
    if (!this.current.has(key)) this.current.set(key, this.cell(key));
    this.touched.set(key, at);
  }

  /**
   * Ends the batch: each touched key whose published value differs from Kafka's is offered once, with its last
   * value. What `accepts` refuses stays as it stands in Kafka; the others have nothing to send, which `agrees` hears.
   */
  settle(accepts: (change: ValueChange) => boolean, agrees: (key: string) => void = () => undefined): void {
    for (const [key, at] of this.touched) {
      const { row, published } = this.cell(key);
      const value = row === null ? null : textOf(this.definition.value(row as never, key));
      if (value === published) {
        agrees(key);
        continue;
      }
      const change = { key, partition: partitionOf(key, this.digests.length), value, at };
      if (accepts(change)) this.publish(change, row);
    }
    this.touched = new Map();
  }

  /** Ends the batch without a look at what is published; the keys are to be reviewed later. */
  hush(): void {
    this.touched = new Map();
  }

  /** Notes what Kafka already holds for a key, before a rebuild folds its row. */
  found(key: string, value: string | null): void {
    this.publish({ key, value, partition: partitionOf(key, this.digests.length) }, this.cell(key).row);
  }

  /** The batch's changes, to be {@link confirm}ed in the order they were taken. */
  layer(standing: FoldStanding | null | undefined): FoldLayer {
    const cells = this.current;
    this.layers.push(cells);
    this.current = new Map();
    return { topic: this.topic, cells, readings: this.digests.map((digest) => digest.read()), standing };
  }

  /** The oldest layer is on disk. */
  confirm(): void {
    const oldest = this.layers.shift();
    for (const [key, cell] of oldest ?? []) this.confirmed.set(key, cell);
  }

  reading(partition: number): DigestReading {
    return (this.digests[partition] as KeyedDigest).read();
  }

  /** Keys on disk, one page after another. */
  *storedKeys(): Generator<readonly string[]> {
    for (let after = ''; ;) {
      const page = this.file.page(this.topic, after, PAGE).map(([key]) => key);
      if (page.length === 0) return;
      yield page;
      after = page.at(-1) as string;
    }
  }

  private publish({ key, value, partition }: Omit<ValueChange, 'at'>, row: object | null): void {
    (this.digests[partition] as KeyedDigest).change(key, this.cell(key).published, value);
    this.current.set(key, { row, published: value });
  }

  private cell(key: string): Cell {
    const fresh = this.current.get(key);
    if (fresh) return fresh;
    for (let at = this.layers.length - 1; at >= 0; at--) {
      const waiting = this.layers[at]?.get(key);
      if (waiting) return waiting;
    }
    let stored = this.confirmed.get(key);
    if (!stored) this.confirmed.set(key, (stored = this.file.get(this.topic, key) ?? EMPTY));
    return stored;
  }

  private *liveKeys(): Generator<string> {
    const seen = new Set<string>();
    const live = (key: string): boolean => !seen.has(key) && seen.add(key) && this.cell(key).row !== null;
    for (const map of [this.current, ...this.layers])
      for (const key of [...map.keys()]) if (live(key)) yield key;
    for (const page of this.storedKeys()) for (const key of page) if (live(key)) yield key;
  }
}

const textOf = (value: object | null): string | null => (value === null ? null : canonicalJson(value));
