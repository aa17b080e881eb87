import { isProjectorReady, type ProjectorStatus } from '../projector-status.js';
import { ProjectorRefused, ProjectorThread, type ProjectorThreadParts } from './projector-thread.js';

export interface ShardThreadParts<StoreOptions> extends ProjectorThreadParts<StoreOptions> {
  /** Names of the projections it folds. */
  readonly projections: readonly string[];
}

/** The threads of all shards as one projector. */
export class ProjectorThreads {
  private constructor(
    private readonly threads: readonly ProjectorThread[],
    private readonly homes: ReadonlyMap<string, ProjectorThread>,
  ) {}

  /** Resolves when every thread is at work; when one does not start, none goes on. Throws {@link ProjectorRefused}. */
  static async start<StoreOptions>(
    shards: readonly ShardThreadParts<StoreOptions>[],
  ): Promise<ProjectorThreads> {
    const starts = await Promise.allSettled(shards.map((parts) => ProjectorThread.start(parts)));
    const threads = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
    const failed = starts.find((start) => start.status === 'rejected');
    if (failed) {
      await Promise.all(threads.map((thread) => thread.stop()));
      throw failed.reason;
    }
    const homes = shards.flatMap(({ projections }, index) =>
      projections.map((name) => [name, threads[index] as ProjectorThread] as const),
    );
    return new ProjectorThreads(threads, new Map(homes));
  }

  /** Of the thread that is not well, else of the one least far. */
  status(): ProjectorStatus {
    const all = this.threads.map((thread) => thread.status());
    const unwell = all.find((status) => !isProjectorReady(status));
    const least = all.reduce((low, one) => ((one.ordinal ?? -1) < (low.ordinal ?? -1) ? one : low));
    return unwell ?? least;
  }

  /** Something was appended. */
  poke(): void {
    for (const thread of this.threads) thread.poke();
  }

  /** See {@link ProjectorThread.rebuild}. */
  rebuild(name: string): Promise<void> {
    const home = this.homes.get(name);
    return home ? home.rebuild(name) : Promise.reject(new ProjectorRefused(`no projection ${name}`));
  }

  /** Answers whether every thread went by itself. */
  async stop(): Promise<boolean> {
    const went = await Promise.all(this.threads.map((thread) => thread.stop()));
    return went.every(Boolean);
  }
}
