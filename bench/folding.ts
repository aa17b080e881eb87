import { type EventReader, followLedger } from '#platform/event-store';
import { evolveEvent, EventRouter, type RowSource } from '#platform/projections';
import { CONTEXT_DEFINITIONS } from '../apps/projector/src/definitions.js';

const START = { ledgerId: '', ordinal: -1, storeId: '', position: null };

type Opened = ReturnType<EventRouter['open']>;

/** The ceiling of reading: every event scanned, parsed and turned into what projections see. Answers how many. */
export const readAll = (reader: EventReader): Promise<number> =>
  throughLedger(reader, new EventRouter(CONTEXT_DEFINITIONS), () => undefined);

/** The ceiling of a rebuild: scan, parse and the same folds, into maps of this process. Answers how many events. */
export function foldOnly(reader: EventReader): Promise<number> {
  const router = new EventRouter(CONTEXT_DEFINITIONS);
  const rows = router.projections.map((projection) => ({ projection, table: new Map<string, object>() }));
  return throughLedger(reader, router, ({ events }) => {
    for (const event of events)
      for (const { projection, table } of rows)
        if ((projection.handles as readonly string[]).includes(event.type)) evolve(projection, event, table);
  });
}

async function throughLedger(
  reader: EventReader,
  router: EventRouter,
  take: (opened: Opened) => void,
): Promise<number> {
  const done = new AbortController();
  for await (const batch of followLedger(reader, START, done.signal)) {
    if (batch.kind === 'caught-up') {
      done.abort();
      return batch.checkpoint.ordinal + 1;
    }
    for (const entry of batch.entries) take(router.open(entry));
  }
  throw new Error('the ledger ended before it was caught up');
}

function evolve(
  projection: EventRouter['projections'][number],
  event: Parameters<typeof evolveEvent>[1],
  table: Map<string, object>,
): void {
  const source: RowSource = { get: (key) => table.get(key) ?? null, keys: () => table.keys() };
  for (const { key, row } of evolveEvent(projection, event, source))
    if (row === null) table.delete(key);
    else table.set(key, row);
}
