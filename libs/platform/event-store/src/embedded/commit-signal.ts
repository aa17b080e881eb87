/** Wakes those who wait for a commit: poked by who knows of one, else by looking every so often while somebody waits. */
export class CommitSignal {
  private count = 0;
  private seen: number;
  private polling: NodeJS.Timeout | undefined;
  private readonly waiting = new Set<() => void>();

  /** `version` gives another number after each commit; it may throw, which wakes everybody to find out. */
  constructor(
    private readonly version: () => number,
    private readonly pollMs: number,
  ) {
    this.seen = version();
  }

  /** To be taken before reading; what is committed from then on ends {@link wait} at once. */
  mark(): number {
    return this.count;
  }

  poke(): void {
    this.count++;
    for (const wake of [...this.waiting]) wake();
  }

  /** Resolves after a commit since the mark, when aborted, or after `mostMs`. */
  wait(mark: number, mostMs: number, signal: AbortSignal): Promise<void> {
    this.look();
    if (this.count !== mark || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.waiting.delete(wake);
        if (this.waiting.size === 0) this.stopPolling();
        resolve();
      };
      const timer = setTimeout(wake, mostMs);
      signal.addEventListener('abort', wake);
      this.waiting.add(wake);
      this.polling ??= setInterval(() => this.look(), this.pollMs);
    });
  }

  private look(): void {
    try {
      const version = this.version();
      if (version === this.seen) return;
      this.seen = version;
    } catch {
      // Whoever waits reads next and meets the same error, where it is reported.
    }
    this.poke();
  }

  private stopPolling(): void {
    clearInterval(this.polling);
    this.polling = undefined;
  }
}
