import { Worker } from 'node:worker_threads';
import type { DirectoryLock } from '#platform/sqlite';
import { workerEntry } from '#platform/threads';
import { checkAppend } from '../checks.js';
import { InvalidAppend } from '../errors.js';
import type {
  Appended,
  EventStore,
  ExpectedRevision,
  NewEvent,
  ReadStreamOptions,
  RecordedEvent,
  StoreCapabilities,
} from '../event-store.js';
import { DEFAULT_LIMITS, type HeldAppends, type LogLimits } from './append-queue.js';
import type { CommittedBatch } from './committed-batch.js';
import { EmbeddedReader } from './embedded-reader.js';
import { KnownEnds } from './known-ends.js';
import { checkEnd } from './log-end.js';
import { createLogIfMissing, type Durability, logFile, upgradeLog } from './log-file.js';
import type { NumberedStream } from './log-pages.js';
import { LogWriter } from './log-writer.js';
import { takeOwnership } from './owner-lock.js';
import { translated } from './sqlite-errors.js';

const CAPABILITIES: StoreCapabilities = { maxAppendBytes: 16 * 1024 * 1024 };
const MAX_APPEND_EVENTS = 10_000;
const STREAMS_A_TURN = 1_000;
/** The writer keeps nothing but what waits: little garbage at once is enough. */
const YOUNG_GENERATION_MB = 6;

/**
 * The event store in a file of this process's own: `<dataDir>/log.sqlite`. What {@link append} answered is synced
 * to disk. Besides the port's errors, {@link append} throws EventStoreOverloaded when too much waits to be written.
 */
export class EmbeddedLog extends EmbeddedReader implements EventStore {
  readonly capabilities = CAPABILITIES;
  private readonly listeners = new Set<(batch: CommittedBatch) => void>();
  private readonly ends = new KnownEnds();
  private writer!: LogWriter;

  private constructor(
    dataDir: string,
    private readonly lock: DirectoryLock,
  ) {
    super(dataDir);
  }

  static async open(dataDir: string, limits: Partial<LogLimits> = {}): Promise<EmbeddedLog> {
    const lock = attempt(dataDir, () => takeOwnership(dataDir));
    let log: EmbeddedLog | undefined;
    try {
      attempt(dataDir, () => createLogIfMissing(dataDir));
      attempt(dataDir, () => checkEnd(dataDir));
      attempt(dataDir, () => upgradeLog(dataDir));
      log = new EmbeddedLog(dataDir, lock);
      log.writer = await log.startWriter({ ...DEFAULT_LIMITS, ...limits });
      log.nameStreams(0);
      return log;
    } catch (error) {
      await log?.closeReading();
      lock.release();
      throw error;
    }
  }

  /** How the writer keeps what it acknowledges: journal mode `wal`, synchronous 2 (FULL). */
  get durability(): Durability {
    return this.writer.durability;
  }

  /** Appends that wait or are in flight; past the limits new ones are refused. */
  get held(): HeldAppends {
    return this.writer.held;
  }

  get writeFailure(): string | null {
    return this.writer.failure;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    checkAppend(stream, events, CAPABILITIES.maxAppendBytes);
    if (events.length > MAX_APPEND_EVENTS)
      throw new InvalidAppend(
        'append-too-large',
        `the append has ${events.length} events, at most ${MAX_APPEND_EVENTS} are accepted`,
      );
    return this.writer.append(stream, expected, events);
  }

  override async readStream(
    stream: string,
    options: ReadStreamOptions = {},
  ): Promise<readonly RecordedEvent[]> {
    this.checkOpen();
    if (this.ends.endsBefore(stream, options)) return [];
    const page = await super.readStream(stream, options);
    this.ends.sawPage(stream, options, page);
    return page;
  }

  /** Calls the listener after each commit of this process, e.g. to poke readers in other threads; answers how to end that. */
  onCommit(listener: (batch: CommittedBatch) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Finishes what waits to be written, then lets the directory go. */
  override async close(): Promise<void> {
    // The writer is the last to leave the file: SQLite then copies all of the write-ahead log back.
    await this.closeReading();
    await this.writer.close();
    this.lock.release();
  }

  /** Some in each turn, so that a log of a million streams opens at once. */
  private nameStreams(after: number): void {
    setImmediate(() => {
      const streams = this.streamsUnlessFailing(after);
      if (!streams) return;
      this.ends.name(streams.map(([, name]) => name));
      const last = streams.at(-1);
      if (streams.length < STREAMS_A_TURN || !last) this.ends.allAreNamed();
      else this.nameStreams(last[0]);
    });
  }

  /** Null when they cannot be read: then any may exist, and whoever reads next meets the error. */
  private streamsUnlessFailing(after: number): readonly NumberedStream[] | null {
    try {
      return this.streamsAfter(after, STREAMS_A_TURN);
    } catch {
      return null;
    }
  }

  private closeReading(): Promise<void> {
    return super.close();
  }

  private startWriter(limits: LogLimits): Promise<LogWriter> {
    const worker = new Worker(workerEntry(import.meta.url, 'log-writer.worker'), {
      workerData: this.dataDir,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    return LogWriter.start(worker, limits, {
      committed: (batch) => this.committed(batch),
      ends: (stream, revision) => this.ends.saw(stream, revision),
    });
  }

  private committed(batch: CommittedBatch): void {
    this.poke();
    for (const listener of this.listeners) listener(batch);
  }
}

/**
 * Opens the log for writing, and makes it when there is none. Throws EventStoreUnavailable when another process
 * holds it (naming it) or the disk refuses, UnreadableLog when the file is none of ours, of a newer format, or damaged
 * at its end.
 */
export const openEmbeddedLog = (dataDir: string, limits?: Partial<LogLimits>): Promise<EmbeddedLog> =>
  EmbeddedLog.open(dataDir, limits);

function attempt<T>(dataDir: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translated(error, logFile(dataDir));
  }
}
