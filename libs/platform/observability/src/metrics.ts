import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** One finished request. */
export interface FinishedRequest {
  readonly method: string;
  /** Template, e.g. `/v1/units/:id`; `none` where no route matched. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
  /** Commands the route sends. */
  readonly commands: readonly string[];
  /** Problem code; absent when the request succeeded. */
  readonly problem?: string;
}

/** One execution of a command that has come to its end, whoever sent it. */
export interface FinishedCommand {
  readonly type: string;
  readonly outcome: string;
  readonly seconds: number;
}

/** A value, and whose it is where there are several. */
export interface Reading {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A measurement that is read when somebody asks for the metrics. Label values come from a bounded set. */
export interface Measured {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  read(): Iterable<Reading> | Promise<Iterable<Reading>>;
}

export interface Distribution {
  readonly name: string;
  readonly help: string;
  /** Upper bounds, rising. */
  readonly buckets: readonly number[];
}

/** A store that does not answer must not keep all the other measurements back. */
const READ_WITHIN_MS = 3_000;

const LATENCIES = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** The process's measurements in the Prometheus format. Every label has a bounded set of values. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly http = new Histogram({
    name: 'civitas_http_request_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: LATENCIES,
    registers: [this.registry],
  });
  private readonly commands = new Counter({
    name: 'civitas_commands_total',
    help: 'Commands asked for over HTTP, by what became of them: done, or the code of the problem',
    labelNames: ['command', 'outcome'] as const,
    registers: [this.registry],
  });
  private readonly executions = new Histogram({
    name: 'civitas_command_seconds',
    help: 'Time a command took from loading its stream to its durable append, by what became of it',
    labelNames: ['command', 'outcome'] as const,
    buckets: LATENCIES,
    registers: [this.registry],
  });
  private readonly unread = new Counter({
    name: 'civitas_metric_failures_total',
    help: 'Measurements that could not be read when the metrics were asked for',
    labelNames: ['metric'] as const,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  observe({ method, route, status, seconds, commands, problem }: FinishedRequest): void {
    this.http.observe({ method, route, status }, seconds);
    for (const command of commands) this.commands.inc({ command, outcome: problem ?? 'done' });
  }

  executed({ type, outcome, seconds }: FinishedCommand): void {
    this.executions.observe({ command: type, outcome }, seconds);
  }

  /** What stands somewhere now. One that cannot be read is absent and counted, and the others are given all the same. */
  gauge(measured: Measured): void {
    const { labels = [] } = measured;
    const read = this.reader(measured);
    new Gauge({
      ...this.described(measured),
      async collect() {
        this.reset();
        const found = await read();
        // One without labels would be shown as 0 where nothing is known of it.
        if (labels.length === 0 && found.length === 0) this.remove();
        for (const { labels: whose = {}, value } of found) this.set(whose, value);
      },
    });
  }

  /** What has been counted elsewhere since the start. */
  counter(measured: Measured): void {
    const read = this.reader(measured);
    new Counter({
      ...this.described(measured),
      async collect() {
        this.reset();
        for (const { labels: whose = {}, value } of await read()) this.inc(whose, value);
      },
    });
  }

  /** Answers how to add a value. */
  distribution({ name, help, buckets }: Distribution): (value: number) => void {
    const histogram = new Histogram({ name, help, buckets: [...buckets], registers: [this.registry] });
    return (value) => histogram.observe(value);
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  private described({ name, help, labels = [] }: Measured) {
    return { name, help, labelNames: [...labels], registers: [this.registry] };
  }

  private reader({ name, read }: Measured): () => Promise<readonly Reading[]> {
    return async () => {
      try {
        const found = read();
        return [...(found instanceof Promise ? await inTime(found) : found)];
      } catch {
        this.unread.inc({ metric: name });
        return [];
      }
    };
  }
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${READ_WITHIN_MS} ms`)), READ_WITHIN_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
