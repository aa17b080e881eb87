import { isProjectorReady, type ProjectorStatus } from '../projector-status.js';
import { ProjectorThread, type ProjectorThreadParts } from './projector-thread.js';

/** A message costs either side more than a look; threads rest longer than this anyway. */
const POKE_EVERY_MS = 10;

/** The threads of all shards as one projector. */
export class ProjectorThreads {
  private pokedAt = -Infinity;
  private poking: NodeJS.Timeout | null = null;

  private constructor(private readonly threads: readonly ProjectorThread[]) {}

  /** Resolves when every thread is at work; when one does not start, none goes on. Throws {@link ProjectorRefused}. */
  static async start<StoreOptions>(
    shards: readonly ProjectorThreadParts<StoreOptions>[],
  ): Promise<ProjectorThreads> {
    const starts = await Promise.allSettled(shards.map((parts) => ProjectorThread.start(parts)));
    const threads = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
    const failed = starts.find((start) => start.status === 'rejected');
    if (failed) {
      await Promise.all(threads.map((thread) => thread.stop()));
      throw failed.reason;
    }
    return new ProjectorThreads(threads);
  }

  /** Of the thread that is not well, else of the one least far. */
  status(): ProjectorStatus {
    const all = this.threads.map((thread) => thread.status());
    const unwell = all.find((status) => !isProjectorReady(status));
    const least = all.reduce((low, one) => ((one.ordinal ?? -1) < (low.ordinal ?? -1) ? one : low));
    return unwell ?? least;
  }

  /** Something was appended: the threads look now, or when they were last told {@link POKE_EVERY_MS} ago. */
  poke(): void {
    if (this.poking) return;
    const dueIn = this.pokedAt + POKE_EVERY_MS - performance.now();
    if (dueIn <= 0) this.pokeAll();
    else this.poking = setTimeout(() => this.pokeAll(), dueIn).unref();
  }

  /** Answers whether every thread went by itself. */
  async stop(): Promise<boolean> {
    clearTimeout(this.poking ?? undefined);
    const went = await Promise.all(this.threads.map((thread) => thread.stop()));
    return went.every(Boolean);
  }

  private pokeAll(): void {
    this.poking = null;
    this.pokedAt = performance.now();
    for (const thread of this.threads) thread.poke();
  }
}
