import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { EventReader, RecordedEvent } from '#platform/event-store';
import { Projector, SqliteReadModels, type ContextDefinition } from '#platform/projections';
import { foldRows, MemoryEventStore } from '#platform/testing';
import { EventRouter } from '#platform/projections';
import { countEntries } from '#platform/event-store';
import { VerifierFile } from '../src/sqlite/verifier-file.js';
import { DEFINITIONS, LEDGER_ID, live } from './town.js';

/** A folder for one test's read models, its projectors and readers; everything is stopped and removed at the end. */
export class TownHall {
  private readonly folder = mkdtempSync(join(tmpdir(), 'projections-'));
  readonly file = join(this.folder, 'read-models.sqlite');
  private readonly open: { close(): unknown }[] = [];

  /** `verifierStore`: what the verifier sees, where that is not what the projector does. */
  projector(
    store: EventReader,
    definitions: readonly ContextDefinition[] = DEFINITIONS,
    verifierStore: EventReader = store,
  ): Projector {
    const projector = new Projector({
      definitions,
      store,
      verifierStore,
      file: this.file,
      verifyEveryMs: 20,
    });
    projector.start();
    this.open.push({ close: () => projector.stop() });
    return projector;
  }

  async models(
    store: EventReader,
    definitions: readonly ContextDefinition[] = DEFINITIONS,
  ): Promise<SqliteReadModels> {
    const models = new SqliteReadModels({
      file: this.file,
      projections: definitions.flatMap(({ projections }) => projections),
      ledger: { ledgerId: LEDGER_ID, storeId: await store.storeId() },
    });
    this.open.push(models);
    return models;
  }

  /** As many rows lie in the file as were written, in every generation that is not given up. */
  expectRowsCounted(): void {
    const file = new VerifierFile(this.file, { readonly: true });
    try {
      for (const checkpoint of file.checkpoints().filter(({ state }) => state !== 'retired')) {
        const { lying, written } = file.counts(checkpoint) ?? { lying: null, written: null };
        const { projection, generation } = checkpoint;
        expect({ projection, generation, rows: written }).toEqual({ projection, generation, rows: lying });
      }
    } finally {
      file.close();
    }
  }

  /** Changes one row by each statement, behind the projector's back. */
  alter(...statements: readonly string[]): void {
    const database = new Database(this.file, { timeout: 5_000 });
    for (const statement of statements) expect(database.prepare(statement).run().changes).toBe(1);
    database.close();
  }

  run(statement: string): void {
    const database = new Database(this.file, { timeout: 5_000 });
    database.exec(statement);
    database.close();
  }

  /** Rows the verifier has not come by yet. */
  unsealed(projection: string): number {
    const database = new Database(this.file, { readonly: true });
    const sql = `SELECT count(*) FROM "rows:${projection}:1" WHERE seal IS NULL`;
    const rows = database.prepare<[], number>(sql).pluck().get();
    database.close();
    return rows ?? 0;
  }

  async close(): Promise<void> {
    for (const opened of this.open.reverse()) await opened.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface Town {
  readonly hall: TownHall;
  readonly store: MemoryEventStore;
  readonly models: SqliteReadModels;
}

/** A town that has lived through so many events, its hall, and its read models, which nobody folds yet. */
export async function foundTown(events: number): Promise<Town> {
  const [hall, store] = [new TownHall(), new MemoryEventStore()];
  await live(store, 1, events);
  return { hall, store, models: await hall.models(store) };
}

/** The history as somebody sees it who is shown other events than there are. */
export function seenThrough(
  store: EventReader,
  glass: (events: readonly RecordedEvent[]) => readonly RecordedEvent[],
): EventReader {
  return {
    storeId: () => store.storeId(),
    readStream: (stream, options) => store.readStream(stream, options),
    readAll: async (options) => {
      const page = await store.readAll(options);
      return { ...page, events: glass(page.events) };
    },
    head: () => store.head(),
    async *subscribeAll(options) {
      for await (const batch of store.subscribeAll(options))
        yield batch.kind === 'events' ? { ...batch, events: glass(batch.events) } : batch;
    },
    close: () => Promise.resolve(),
  };
}

/** What every projection's rows have to be: each folded by itself, in memory, from the store's whole history. */
export async function foldedFromNothing(
  store: MemoryEventStore,
  definitions: readonly ContextDefinition[] = DEFINITIONS,
): Promise<Record<string, Record<string, object>>> {
  const router = new EventRouter(definitions);
  const { events } = await store.readAll({ after: null, limit: Number.MAX_SAFE_INTEGER });
  const routed = countEntries(events, -1).flatMap((entry) => router.open(entry).events);
  return Object.fromEntries(
    router.projections.map((projection) => {
      const handled = routed.filter(({ type }) => projection.handles.includes(type));
      return [projection.name, Object.fromEntries(foldRows(projection, handled))];
    }),
  );
}

/** All rows of the projections by key, as readers see them. */
export function storedRows(
  models: SqliteReadModels,
  definitions: readonly ContextDefinition[] = DEFINITIONS,
) {
  const projections = definitions.flatMap((context) => context.projections);
  return Object.fromEntries(
    projections.map((projection) => {
      const { items } = models.of<object>(projection).list({ limit: 1000 });
      return [projection.name, Object.fromEntries(items.map(({ key, row }) => [key, row]))];
    }),
  );
}

/** Waits until every projection has seen the store's head. */
export async function caughtUp(
  models: SqliteReadModels,
  store: EventReader,
  definitions: readonly ContextDefinition[] = DEFINITIONS,
): Promise<void> {
  const head = (await store.head()) ?? 0n;
  const names = definitions.flatMap(({ projections }) => projections.map(({ name }) => name));
  const missing = () => models.status().some(({ state }) => state === 'missing');
  const deadline = performance.now() + 10_000;
  while (missing() && performance.now() < deadline) await new Promise((resolve) => setImmediate(resolve));
  await models.waitFor(names, head, 10_000);
}
