import { EventCodec, UnknownEvent, type LedgerEntry } from '#platform/event-store';
import type { ContextDefinition } from './context-definition.js';
import type { AnyProjection } from './projection.js';
import { EventRouter } from './routing.js';

const projection = (name: string, ...handles: string[]): AnyProjection => ({
  name,
  version: 1,
  handles,
  keysOf: () => [],
  evolve: () => null,
});

const context = (
  name: string,
  type: string,
  projections: AnyProjection[] = [],
  more: Partial<ContextDefinition> = {},
): ContextDefinition => ({
  name,
  events: { [type]: { version: 1, meaning: '', words: '' } },
  publish: () => [{ type: `civitas.${name}.done.v1`, key: 'k', data: { name } }],
  contracts: [`civitas.${name}.done.v1`],
  projections,
  topics: [],
  stateTopics: [],
  ...more,
});

function entry(type: string): LedgerEntry {
  const codec = new EventCodec([{ [type]: { version: 1, meaning: '', words: '' } }]);
  const metadata = {
    commandId: 'c',
    requestHash: '',
    actor: 'a',
    role: 'r',
    correlationId: 'c',
    recordedAt: '2021-06-01T00:00:00.000Z',
  };
  const event = codec.encode(
    '00000000-0000-4000-8000-000000000001',
    { type, data: { n: 1 } },
    metadata,
    '2021-06-01',
  );
  return { ordinal: 3, recorded: { ...event, stream: 's-1', revision: 2, position: 9n, created: 0n } };
}

describe('the event router', () => {
  it('opens an event as itself and as the contracts that somebody handles', () => {
    const router = new EventRouter([
      context('a', 'ADone', [projection('own', 'ADone'), projection('both', 'ADone', 'civitas.b.done.v1')]),
      context('b', 'BDone', [projection('foreign', 'civitas.a.done.v1')]),
    ]);
    const { events } = router.open(entry('ADone'));
    expect(events.map(({ type, data }) => [type, data])).toEqual([
      ['ADone', { n: 1 }],
      ['civitas.a.done.v1', { name: 'a' }],
    ]);
    expect(events[0]?.at).toMatchObject({ ordinal: 3, stream: 's-1', revision: 2, metadata: { actor: 'a' } });
    expect(router.open(entry('BDone')).events.map(({ type }) => type)).toEqual(['civitas.b.done.v1']);
  });

  it('does not publish what nobody handles', () => {
    const publish = (): never => {
      throw new Error('not asked for');
    };
    const router = new EventRouter([context('a', 'ADone', [projection('own', 'ADone')], { publish })]);
    expect(router.open(entry('ADone'))).toEqual({ events: [expect.objectContaining({ type: 'ADone' })] });
  });

  it('says which contracts are missing when a publish mapper fails or answers what it did not declare', () => {
    for (const publish of [
      (): never => {
        throw new Error('cannot');
      },
      () => [{ type: 'civitas.a.other.v1', key: 'k', data: {} }],
    ]) {
      const router = new EventRouter([
        context('a', 'ADone', [projection('p', 'ADone', 'civitas.a.done.v1')], { publish }),
      ]);
      const { events, broken } = router.open(entry('ADone'));
      expect(events.map(({ type }) => type)).toEqual(['ADone']);
      expect(broken?.contracts).toEqual(['civitas.a.done.v1']);
    }
  });

  it('does not decode an event that cannot become what somebody handles, nor let it become that', () => {
    const publish = () => [{ type: 'civitas.a.done.v1', key: 'k', data: {} }];
    const routerWith = (contracts: readonly string[]) =>
      new EventRouter([
        context('a', 'ADone', [projection('p', 'civitas.a.done.v1')], {
          publish,
          contractsOf: { ADone: contracts },
        }),
      ]);
    const { recorded } = entry('ADone');
    const broken = { ordinal: 3, recorded: { ...recorded, data: Buffer.from('no JSON') } };
    expect(routerWith([]).open(broken)).toEqual({ events: [] });
    expect(routerWith(['civitas.a.done.v1']).open(entry('ADone')).events).toHaveLength(1);
    const newer = { ...recorded, metadata: Buffer.from('{"schemaVersion":2}') };
    expect(() => routerWith([]).open({ ordinal: 3, recorded: newer })).toThrow(UnknownEvent);
  });

  it('refuses an event type it does not know', () => {
    const router = new EventRouter([context('a', 'ADone')]);
    expect(() => router.open(entry('Elsewhere'))).toThrow(UnknownEvent);
    expect(router.open(entry('ADone'))).toEqual({ events: [] });
  });

  it('refuses projections of foreign domain events and of what nobody emits, and names that stand twice', () => {
    const b = context('b', 'BDone');
    const making =
      (...contexts: ContextDefinition[]) =>
      () =>
        new EventRouter(contexts);
    expect(making(context('a', 'ADone', [projection('p', 'BDone')]), b)).toThrow(/is b's own/);
    expect(making(context('a', 'ADone', [projection('p', 'civitas.c.done.v1')]), b)).toThrow(/nobody emits/);
    expect(
      making(context('a', 'ADone', [projection('p')]), { ...b, projections: [projection('p')] }),
    ).toThrow('projection p stands twice');
    expect(making(b, { ...b, name: 'c', events: {} })).toThrow('contract civitas.b.done.v1 stands twice');
    expect(making(b, { ...b, name: 'c', contracts: [] })).toThrow('BDone stands in two catalogues');
  });
});
