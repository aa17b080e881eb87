import { Command, type Decider, DomainRejection } from '#platform/event-sourcing';
import {
  DeciderRepository,
  EventCodec,
  type EventStore,
  EventStoreUnavailable,
  ledgerCatalogue,
} from '#platform/event-store';
import type { ContextProcesses, Dispatch, Process, ProcessEvent } from '#platform/processes';
import { eventsAlone } from '#platform/projections';
import { derivedId } from '#platform/values';

/** A small library for the engine's own tests: a card is stamped when a book is lent, its reader reminded when it is due. */
export interface BookLent {
  readonly type: 'BookLent';
  readonly data: { readonly book: string; readonly due: string };
}
export interface BookReturned {
  readonly type: 'BookReturned';
  readonly data: { readonly book: string };
}

const event = (words: string) => ({ version: 1, meaning: words, words });

export const library = eventsAlone('library', {
  BookLent: event('借出'),
  BookReturned: event('归还'),
  CardStamped: event('盖章'),
  ReaderReminded: event('催还'),
});

export class StampCard extends Command<{ readonly book: string }> {
  readonly type = 'StampCard';
}
export class RemindReader extends Command<{ readonly book: string; readonly dueAt: string }> {
  readonly type = 'RemindReader';
}

type Event = ProcessEvent<'BookLent', BookLent['data']> | ProcessEvent<'BookReturned', BookReturned['data']>;

interface Lent {
  readonly due: string;
}

export const lending: Process<Lent, Event> = {
  name: 'lending',
  version: 1,
  handles: ['BookLent', 'BookReturned'],
  sends: [StampCard, RemindReader],
  keyOf: ({ data }) => data.book,
  react(_, { type, data }) {
    if (type === 'BookReturned') return { state: null };
    if (data.due === 'never') throw new Error('nothing is lent for ever');
    const { book, due } = data;
    return { state: { due }, commands: [{ command: StampCard, data: { book } }], timers: [{ at: due }] };
  },
  onTimer: (state, { dueAt }, book) => ({
    state,
    commands: state ? [{ command: RemindReader, data: { book, dueAt } }] : [],
  }),
};

/** Counts books and wants nothing done. */
export const counting: Process<{ readonly lent: number }, Event> = {
  name: 'counting',
  version: 1,
  handles: ['BookLent'],
  sends: [],
  keyOf: () => 'all',
  react: (state) => ({ state: { lent: (state?.lent ?? 0) + 1 } }),
  onTimer: (state) => ({ state }),
};

export const processesOf = (
  ...processes: readonly Process<never, never>[] | readonly unknown[]
): readonly ContextProcesses[] => [
  { context: library, processes: processes as ContextProcesses['processes'] },
];

const cardStream = (book: string): string => `library.card-${book}`;

/** Does whatever it is asked, every time: only its command's id keeps it from being done twice. */
const card: Decider<
  StampCard | RemindReader,
  null,
  { readonly type: 'CardStamped' | 'ReaderReminded'; readonly data: object }
> = {
  initialState: null,
  decide({ type, data }) {
    if (data.book.startsWith('banned')) throw new DomainRejection('book-banned');
    return [{ type: type === 'StampCard' ? 'CardStamped' : 'ReaderReminded', data }];
  },
  evolve: (state) => state,
};

export const codec = new EventCodec([ledgerCatalogue, library.events]);

/** The desk where commands are carried out. */
export function desk(store: EventStore, now: () => string): Dispatch {
  const repository = new DeciderRepository(store, codec, 'library');
  return async ({ id, process, command, data, causationId, correlationId }) => {
    const type = command === 'StampCard' ? StampCard : RemindReader;
    const actor = { actor: `process:${process}`, role: 'system', requestHash: '' };
    const context = {
      commandId: id,
      ...actor,
      causationId,
      correlationId,
      now: now(),
      today: now().slice(0, 10),
    };
    const asked = new type(data as never, context);
    try {
      await repository.execute({
        decider: card,
        stream: cardStream((data as { book: string }).book),
        command: asked,
      });
      return { kind: 'done' };
    } catch (error) {
      if (error instanceof DomainRejection) return { kind: 'refused', reason: error.code };
      if (error instanceof EventStoreUnavailable) return { kind: 'failed', reason: error.message };
      throw error;
    }
  };
}

/** Appends an event of its own to a book's stream; appended again it is the same. */
export async function happen(
  store: EventStore,
  { type, data }: { readonly type: string; readonly data: { readonly book: string } },
  revision = 0,
  traceparent?: string,
): Promise<void> {
  const stream = `library.book-${data.book}`;
  const metadata = {
    commandId: derivedId(stream, revision),
    requestHash: '',
    actor: 'reader-1',
    role: 'office',
    correlationId: `visit-${data.book}`,
    traceparent,
    recordedAt: '2021-06-01T02:00:00.000Z',
  };
  const encoded = codec.encode(derivedId(stream, revision, type), { type, data }, metadata, '2021-06-01');
  await store.append(stream, revision === 0 ? 'none' : revision - 1, [encoded]);
}

export const lent = (book: string, due = '2021-06-10T00:00:00.000Z'): BookLent => ({
  type: 'BookLent',
  data: { book, due },
});
export const returned = (book: string): BookReturned => ({ type: 'BookReturned', data: { book } });

/** What was done to a book's card, in order. */
export const doneTo = async (store: EventStore, book: string): Promise<readonly string[]> =>
  (await store.readStream(cardStream(book))).map(({ type }) => type);
