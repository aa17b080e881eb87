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

/** How far behind the head a projection is. */
export type LagReading = () => Promise<readonly { readonly name: string; readonly lag: number }[]>;

/** The process's measurements in the Prometheus format. Every label has a bounded set of values. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly http = new Histogram({
    name: 'civitas_http_request_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });
  private readonly commands = new Counter({
    name: 'civitas_commands_total',
    help: 'Commands asked for, by what became of them: done, or the code of the problem',
    labelNames: ['command', 'outcome'] as const,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  observe({ method, route, status, seconds, commands, problem }: FinishedRequest): void {
    this.http.observe({ method, route, status }, seconds);
    for (const command of commands) this.commands.inc({ command, outcome: problem ?? 'done' });
  }

  /** Reports the lag of projections, read when the metrics are asked for. */
  watchLag(read: LagReading): void {
    new Gauge({
      name: 'civitas_projection_lag_events',
      help: 'Events of the ledger a projection has not seen',
      labelNames: ['projection'] as const,
      registers: [this.registry],
      async collect() {
        this.reset();
        for (const { name, lag } of await read()) this.set({ projection: name }, lag);
      },
    });
  }

  /** Reports by how many seconds the system's clock lies before the last recorded instant. */
  watchClock(behindSeconds: () => number): void {
    new Gauge({
      name: 'civitas_clock_behind_seconds',
      help: 'How far the system clock lies before the last recorded instant; 0 while it does not',
      registers: [this.registry],
      collect() {
        this.set(behindSeconds());
      },
    });
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }
}
