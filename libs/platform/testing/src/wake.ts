/** Lets waiters sleep until somebody calls, a time has passed or they are aborted. */
export class Wake {
  private readonly sleepers = new Set<() => void>();

  all(): void {
    for (const wake of [...this.sleepers]) wake();
  }

  /** Returns when the condition holds at a call of {@link all}, after `atMostMs`, or on abort. */
  async until(condition: () => boolean, atMostMs: number, signal: AbortSignal): Promise<void> {
    const deadline = performance.now() + atMostMs;
    while (!signal.aborted && !condition()) {
      const left = deadline - performance.now();
      if (left <= 0) return;
      await this.sleep(left, signal);
    }
  }

  private sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.sleepers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.sleepers.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
