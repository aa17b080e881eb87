import type { StoredCheckpoint } from '../checkpoints.js';
import { PositionNotReached, ProjectionUnavailable } from '../read-models.js';

const LOOK_EVERY_MS = 10;
const MAX_WAITING = 10_000;

interface Waiter {
  readonly names: readonly string[];
  readonly position: bigint;
  readonly deadline: number;
  resolve(): void;
  reject(error: unknown): void;
}

/** Those who wait until projections have seen a position; one look serves all of them. */
export class PositionWaiters {
  private readonly waiting = new Set<Waiter>();
  private timer: NodeJS.Timeout | null = null;

  /** `serving` throws ProjectionUnavailable when there is nothing to wait for. */
  constructor(
    private readonly serving: (name: string) => StoredCheckpoint,
    private readonly storeId: string,
  ) {}

  wait(names: readonly string[], position: bigint, deadlineMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter = { names, position, deadline: performance.now() + deadlineMs, resolve, reject };
      this.judge(waiter, this.answers());
      if (!this.waiting.has(waiter)) return;
      this.timer ??= setInterval(() => this.look(), LOOK_EVERY_MS).unref();
    });
  }

  /** Answers whoever can be answered. */
  look(): void {
    if (this.waiting.size === 0) return;
    const answers = this.answers();
    for (const waiter of [...this.waiting]) this.judge(waiter, answers);
    if (this.waiting.size > 0 || !this.timer) return;
    clearInterval(this.timer);
    this.timer = null;
  }

  close(): void {
    if (this.timer) clearInterval(this.timer);
    for (const waiter of this.waiting)
      waiter.reject(new ProjectionUnavailable(waiter.names.join(', '), 'the read models are closed'));
    this.waiting.clear();
  }

  private judge(waiter: Waiter, reachedBy: (name: string) => bigint | null): void {
    this.waiting.delete(waiter);
    try {
      const reached = waiter.names.map(reachedBy);
      if (reached.every((position) => position !== null && position >= waiter.position)) {
        waiter.resolve();
        return;
      }
      if (performance.now() >= waiter.deadline) throw new PositionNotReached(least(reached), waiter.position);
      if (this.waiting.size >= MAX_WAITING)
        throw new ProjectionUnavailable(
          waiter.names.join(', '),
          `${MAX_WAITING} requests wait for it already`,
        );
      this.waiting.add(waiter);
    } catch (error) {
      waiter.reject(error);
    }
  }

  private answers(): (name: string) => bigint | null {
    const known = new Map<string, bigint | null>();
    return (name) => {
      let reached = known.get(name);
      if (reached === undefined) known.set(name, (reached = this.reached(name)));
      return reached;
    };
  }

  private reached(name: string): bigint | null {
    const { storeId, position, reason } = this.serving(name);
    if (reason !== null) throw new ProjectionUnavailable(name, reason);
    return storeId === this.storeId ? position : null;
  }
}

const least = (positions: readonly (bigint | null)[]): bigint | null =>
  positions.reduce(
    (low, position) => (low === null || position === null || position < low ? position : low),
    positions[0] ?? null,
  );
