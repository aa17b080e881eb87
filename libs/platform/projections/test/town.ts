import { EventCodec, ledgerCatalogue, openLedger, type NewEvent } from '#platform/event-store';
import {
  controlDefinition,
  controlEvents,
  controlStream,
  type ContextDefinition,
  type ControlEvent,
  type Projection,
  type ProjectionEvent,
} from '#platform/projections';
import type { MemoryEventStore } from '#platform/testing';
import { derivedId } from '#platform/values';

/** Two small contexts for the engine's own tests: people of a town are praised; a gazette prints it. */
export const TOWN_EVENTS = {
  PersonPraised: { version: 1, meaning: 'Somebody was praised.', words: '受表扬' },
  PersonLeft: { version: 1, meaning: 'Somebody left.', words: '离开' },
  RateSet: { version: 1, meaning: 'A praise counts so much from now on.', words: '标准已定' },
  BannerRaised: { version: 1, meaning: 'Everybody gets a banner.', words: '挂旗' },
};

type Praised = ProjectionEvent<'PersonPraised', { name: string; times: number; street: string }>;
type Left = ProjectionEvent<'PersonLeft', { name: string }>;
type RateSet = ProjectionEvent<'RateSet', { rate: number }>;
type BannerRaised = ProjectionEvent<'BannerRaised', { year: number }>;

export interface PersonRow {
  readonly kind: 'person' | 'rate';
  readonly street: string | null;
  readonly points: number;
  readonly banners: number;
  readonly praises: number;
}

const EMPTY: PersonRow = { kind: 'person', street: null, points: 0, banners: 0, praises: 0 };

export const people: Projection<PersonRow, Praised | Left | RateSet | BannerRaised> = {
  name: 'people',
  version: 1,
  handles: ['PersonPraised', 'PersonLeft', 'RateSet', 'BannerRaised'],
  keysOf: (event) => {
    if (event.type === 'RateSet') return ['rate'];
    return event.type === 'BannerRaised' ? 'every-row' : [event.data.name];
  },
  referencesOf: (event) => (event.type === 'PersonPraised' ? ['rate'] : []),
  evolve: (row, event, _key, references) => {
    const before = row ?? EMPTY;
    switch (event.type) {
      case 'PersonPraised': {
        const { times, street } = event.data;
        const points = before.points + times * (references.get('rate')?.points ?? 1);
        return { ...before, street, points, praises: before.praises + 1 };
      }
      case 'PersonLeft':
        return null;
      case 'RateSet':
        return { ...before, kind: 'rate', points: event.data.rate };
      case 'BannerRaised':
        return { ...before, banners: before.banners + 1 };
    }
  },
  indexes: { street: (row) => row.street, points: (row) => row.points, kind: (row) => row.kind },
  trees: { street: 'sorted', points: 'sorted' },
  boards: (row) =>
    row.kind === 'rate'
      ? []
      : [
          { board: 'town', value: row.points },
          { board: `street:${row.street}`, value: row.points },
        ],
};

export const praisesByStreet: Projection<{ praises: number; last: number }, Praised> = {
  name: 'praises-by-street',
  version: 1,
  handles: ['PersonPraised'],
  keysOf: ({ data }) => [data.street],
  evolve: (row, { at }) => ({ praises: (row?.praises ?? 0) + 1, last: at.ordinal }),
};

type PraisePublished = ProjectionEvent<'civitas.town.praised.v1', { name: string }>;

export const gazette: Projection<{ printed: number }, PraisePublished> = {
  name: 'gazette',
  version: 1,
  handles: ['civitas.town.praised.v1'],
  keysOf: ({ data }) => [data.name],
  evolve: (row) => ({ printed: (row?.printed ?? 0) + 1 }),
};

export const town: ContextDefinition = {
  name: 'town',
  events: TOWN_EVENTS,
  publish: (event: Praised) =>
    event.type === 'PersonPraised'
      ? [{ type: 'civitas.town.praised.v1', key: event.data.name, data: { name: event.data.name } }]
      : [],
  contracts: ['civitas.town.praised.v1'],
  projections: [people, praisesByStreet],
  topics: [],
  stateTopics: [],
};

export const press: ContextDefinition = {
  name: 'press',
  events: {},
  publish: () => [],
  contracts: [],
  projections: [gazette],
  topics: [],
  stateTopics: [],
};

export const DEFINITIONS: readonly ContextDefinition[] = [town, press, controlDefinition];

/** The same definitions with some projections changed. */
export const definitionsWith = (
  ...changed: ContextDefinition['projections'][number][]
): readonly ContextDefinition[] =>
  DEFINITIONS.map((context) => ({
    ...context,
    projections: context.projections.map(
      (projection) => changed.find(({ name }) => name === projection.name) ?? projection,
    ),
  }));

const codec = new EventCodec([ledgerCatalogue, TOWN_EVENTS, controlEvents]);
const NOW = '2021-06-01T02:00:00.000Z';
export const LEDGER_ID = derivedId('test-ledger');

export const encoded = (stream: string, index: number, type: string, data: object): NewEvent => {
  const commandId = derivedId(stream, index);
  const metadata = {
    commandId,
    requestHash: '',
    actor: 'a',
    role: 'office',
    correlationId: commandId,
    recordedAt: NOW,
  };
  return codec.encode(derivedId('event', stream, index), { type, data }, metadata, NOW.slice(0, 10));
};

/** Something to append: the nth event of a town's deterministic life. */
export function townEvent(index: number): { type: string; data: object } {
  const name = `person-${(index * 7919) % 97}`;
  if (index % 50 === 0) return { type: 'RateSet', data: { rate: 1 + ((index / 50) % 3) } };
  if (index % 41 === 0) return { type: 'PersonLeft', data: { name } };
  if (index % 333 === 0) return { type: 'BannerRaised', data: { year: index } };
  return { type: 'PersonPraised', data: { name, times: 1 + (index % 4), street: `street-${index % 5}` } };
}

/** Opens the ledger when it is not, and lives on by `count` events after `from`. */
export async function live(
  store: MemoryEventStore,
  from: number,
  count: number,
  stream = 'town.life-1',
): Promise<void> {
  await openLedger(store, { ledgerId: LEDGER_ID, clock: 'real' }, NOW);
  let revision = (await store.readStream(stream, { limit: Number.MAX_SAFE_INTEGER })).length - 1;
  for (let index = from; index < from + count; index += 100) {
    const events = Array.from({ length: Math.min(100, from + count - index) }, (_, offset) => {
      const { type, data } = townEvent(index + offset);
      return encoded(stream, index + offset, type, data);
    });
    revision = (await store.append(stream, revision < 0 ? 'none' : revision, events)).revision;
  }
}

/** Records what an operator decides about a projection. */
export async function decide(
  store: MemoryEventStore,
  type: ControlEvent['type'],
  projection: string,
  more: object = {},
): Promise<void> {
  const stream = controlStream(projection);
  const { length } = await store.readStream(stream);
  const event = encoded(stream, length, type, { projection, ...more });
  await store.append(stream, length === 0 ? 'none' : length - 1, [event]);
}

/** An operator's wish, before the event of that index, to have this generation of `people` folded anew. */
export interface Wish {
  readonly index: number;
  readonly generation: number;
}

/** Lives on by `count` events after `from`, with the wishes of that time; the same ledger however it is cut. */
export async function liveWith(
  store: MemoryEventStore,
  wishes: readonly Wish[],
  from: number,
  count: number,
): Promise<void> {
  let next = from;
  for (const { index, generation } of wishes.filter(
    (wish) => wish.index >= from && wish.index < from + count,
  )) {
    await live(store, next, index - next);
    await decide(store, 'ProjectionRebuildRequested', people.name, { generation });
    next = index;
  }
  await live(store, next, from + count - next);
}
