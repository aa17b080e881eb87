import { Worker } from 'node:worker_threads';
import type { TracingOptions } from '#platform/tracing';
import type { KafkaConnection } from '../kafka/connection.js';
import { AT_START, type RelayStatus } from '../relay/status.js';
import type { RelaySource } from './relay-source.js';

export interface RelayThreadOptions extends RelaySource, KafkaConnection {
  /** Built worker file that calls serveRelayThread with the definitions. */
  readonly entry: URL;
  /** Where its spans go; none are recorded without it. */
  readonly tracing?: TracingOptions;
  /** Called on the starting thread with every change, and once a second. */
  readonly onStatus?: (status: RelayStatus) => void;
  /** Called once when the thread is gone for a reason nobody foresaw; the status says `stopped`. */
  readonly onDeath?: (reason: string) => void;
}

/** What goes to the worker as it starts. */
export type RelayThreadOrder = RelaySource & KafkaConnection & Pick<RelayThreadOptions, 'tracing'>;

const STOP_MS = 5_000;
/** It speaks every second. */
const SILENT_AFTER_MS = 10_000;
/** kafkajs asks for timers in the past, which Node takes for 1 ms and remarks upon. */
const QUIET = ['--disable-warning=TimeoutNegativeWarning'];

/** A relay in a worker thread of this process: commands and queries do not feel it. */
export class RelayThread {
  private latest = AT_START;
  private death: string | null = null;
  private heardAt = performance.now();
  private stopping = false;
  private readonly exited: Promise<void>;

  private constructor(
    private readonly worker: Worker,
    private readonly options: RelayThreadOptions,
  ) {
    worker.on('message', (status: RelayStatus) => this.show(status));
    worker.on('error', (error: Error) => this.died(error.message));
    this.exited = new Promise((resolve) => {
      worker.once('exit', (code) => {
        this.died(`the relay's thread ended with code ${code}`);
        resolve();
      });
    });
  }

  static start(options: RelayThreadOptions): RelayThread {
    const { entry, dataDir, eventStoreUrl, brokers, tls, sasl, tracing } = options;
    const workerData: RelayThreadOrder = { dataDir, eventStoreUrl, brokers, tls, sasl, tracing };
    return new RelayThread(new Worker(entry, { workerData, name: 'relay', execArgv: QUIET }), options);
  }

  /** As the thread said it last; one that is not heard of for ten seconds is waited for, with that as the reason. */
  status(now = performance.now()): RelayStatus {
    const silentMs = now - this.heardAt;
    if (this.latest.phase === 'stopped' || silentMs < SILENT_AFTER_MS) return this.latest;
    const reason = `the relay's thread has not been heard of for ${Math.round(silentMs / 1000)} s`;
    return { ...this.latest, phase: 'waiting', reason };
  }

  /** For readiness: null when all records go out here or another relay leads, else why not. */
  readonly check = relayCheck(() => this.status());

  /** Finishes what is in flight; after 5 s it is cut off, which loses and doubles nothing. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.worker.postMessage('stop');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, STOP_MS);
    });
    await Promise.race([this.exited, late]);
    clearTimeout(timer);
    await this.worker.terminate();
  }

  /** What a thread said before it died may be heard after its death: its figures hold, its phase does not. */
  private show(status: RelayStatus): void {
    const isLate = this.death !== null && status.phase !== 'stopped';
    this.latest = isLate ? { ...status, phase: 'stopped', reason: this.death } : status;
    this.heardAt = performance.now();
    this.options.onStatus?.(this.latest);
  }

  /** A thread that stopped has said why before it ends. */
  private died(reason: string): void {
    if (this.stopping || this.latest.phase === 'stopped') return;
    this.death = reason;
    this.show(this.latest);
    this.options.onDeath?.(reason);
  }
}

/**
 * Commands and reads go on without a relay that waits, and nothing is lost. One that has stopped for good has found
 * something that only a person can mend, and every command that is taken meanwhile may make it worse.
 */
const relayCheck = (latest: () => RelayStatus) => ({
  name: 'relay',
  get degradesOnly(): boolean {
    return latest().phase !== 'stopped';
  },
  check: (): Promise<string | null> => Promise.resolve(troubleOf(latest())),
});

function troubleOf({ phase, reason, behindSince, parked }: RelayStatus): string | null {
  if (phase === 'waiting' || phase === 'stopped') return reason ?? phase;
  if (behindSince !== null) return `behind since ${behindSince}: what is in the store does not reach Kafka`;
  const [first] = parked;
  if (!first) return null;
  const { topic, key, detail, stream, revision } = first;
  return `${parked.length} parked: ${key ?? 'all'} of ${topic} at ${stream}@${revision}, ${detail}`;
}
