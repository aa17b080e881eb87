import { LRUCache } from 'lru-cache';
import { BatchCursor } from './batch-cursor.js';
import { EventChecksum, nameChecksum } from './event-checksum.js';
import type { Connection } from './log-file.js';
import {
  APPENDED,
  type BatchMessage,
  type BatchResults,
  CONFLICT,
  NO_STREAM,
  REPEATED,
} from './writer-messages.js';

interface StreamState {
  id: number;
  /** Of its last event; {@link NO_STREAM} when it has none. */
  revision: number;
  /** {@link nameChecksum} */
  readonly checksum: number;
}

interface TypeName {
  readonly id: number;
  /** {@link nameChecksum} */
  readonly checksum: number;
}

const CACHED_STREAMS = 10_000;
const CACHED_TYPES = 1_000;

/**
 * Applies batches of appends, one transaction and one sync each. Expected revisions are compared one append after
 * another, each seeing those before it; one that loses is refused and the rest goes on.
 */
export class BatchAppender {
  private readonly streams = new LRUCache<string, StreamState>({ max: CACHED_STREAMS });
  private readonly types = new LRUCache<string, TypeName>({ max: CACHED_TYPES });
  private readonly checksum = new EventChecksum();
  private position = 0;
  private stampMs = 0;
  private stampTicks = 0;
  private readonly transaction: (batch: BatchMessage) => BatchResults;
  private readonly statements;

  constructor(db: Connection) {
    this.statements = {
      head: db.prepare<[], number>('SELECT max(position) FROM events').pluck(),
      stream: db.prepare<[string], { id: number; revision: number | null }>(
        'SELECT id, (SELECT max(revision) FROM events WHERE stream = streams.id) AS revision FROM streams WHERE name = ?',
      ),
      newStream: db.prepare<[string]>('INSERT INTO streams (name) VALUES (?)'),
      type: db.prepare<[string], number>('SELECT id FROM types WHERE name = ?').pluck(),
      newType: db.prepare<[string]>('INSERT INTO types (name) VALUES (?)'),
      insert: db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
      inPlace: db.prepare<[number, number, number], { position: number; id: Buffer }>(
        'SELECT position, id FROM events WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision',
      ),
    };
    this.transaction = db.transaction((batch: BatchMessage) => this.applyAll(batch)).immediate;
    this.forget();
  }

  /** Everything in the results is on disk. Throws SQLite's errors; then nothing of the batch was written. */
  apply(batch: BatchMessage): BatchResults {
    try {
      return this.transaction(batch);
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  private forget(): void {
    this.streams.clear();
    this.types.clear();
    this.position = this.statements.head.get() ?? 0;
  }

  private applyAll(batch: BatchMessage): BatchResults {
    const results: number[] = [];
    const cursor = new BatchCursor(batch);
    for (const [index, name] of batch.streams.entries()) {
      const count = batch.counts[index] as number;
      const expected = batch.expected[index] as number;
      const stream = this.stream(name);
      if (stream.revision === expected) {
        this.write(name, stream, cursor, count);
        results.push(APPENDED, stream.revision, this.position);
        continue;
      }
      const repeated = expected < stream.revision ? this.repeated(stream, expected, cursor, count) : null;
      if (repeated === null) results.push(CONFLICT, stream.revision, 0);
      else results.push(REPEATED, expected + count, repeated);
      cursor.skip(count);
    }
    return results;
  }

  private write(name: string, stream: StreamState, cursor: BatchCursor, count: number): void {
    if (stream.id === 0) stream.id = Number(this.statements.newStream.run(name).lastInsertRowid);
    for (let event = 0; event < count; event++) {
      this.stamp();
      this.position++;
      stream.revision++;
      const type = this.type(cursor.type());
      this.statements.insert.run(
        this.position,
        stream.id,
        stream.revision,
        cursor.id(),
        type.id,
        cursor.contentType(),
        this.stampMs,
        this.stampTicks,
        cursor.data(),
        cursor.metadata(),
        this.checksumOf(stream, type, cursor),
      );
      cursor.skip(1);
    }
    this.streams.set(name, stream);
  }

  private checksumOf(stream: StreamState, type: TypeName, cursor: BatchCursor): number {
    const header = {
      position: this.position,
      revision: stream.revision,
      createdMs: this.stampMs,
      createdTicks: this.stampTicks,
      contentType: cursor.contentType(),
      dataBytes: cursor.dataBytes(),
      stream: stream.checksum,
      type: type.checksum,
    };
    return this.checksum.of(header, cursor.body());
  }

  /** Position of the last event when these very ids already stand behind the expected revision, else null. */
  private repeated(stream: StreamState, expected: number, cursor: BatchCursor, count: number): number | null {
    if (expected < NO_STREAM) return null;
    const stored = this.statements.inPlace.all(stream.id, expected + 1, expected + count);
    if (stored.length < count) return null;
    const ids = cursor.ids(count);
    const same = stored.every(({ id }, ahead) => id.equals(ids[ahead] as Buffer));
    return same ? (stored.at(-1)?.position ?? null) : null;
  }

  private stream(name: string): StreamState {
    const known = this.streams.get(name);
    if (known) return known;
    const stored = this.statements.stream.get(name);
    const { id = 0, revision } = stored ?? {};
    const stream = { id, revision: revision ?? NO_STREAM, checksum: nameChecksum(name) };
    if (stored) this.streams.set(name, stream);
    return stream;
  }

  private type(name: string): TypeName {
    const known = this.types.get(name);
    if (known) return known;
    const id = this.statements.type.get(name) ?? Number(this.statements.newType.run(name).lastInsertRowid);
    const type = { id, checksum: nameChecksum(name) };
    this.types.set(name, type);
    return type;
  }

  /** The clock's millisecond, never an earlier one than before; events of one millisecond get ticks of 100 ns in their order. */
  private stamp(): void {
    const now = Math.max(Date.now(), this.stampMs);
    this.stampTicks = now === this.stampMs ? Math.min(this.stampTicks + 1, 9_999) : 0;
    this.stampMs = now;
  }
}
