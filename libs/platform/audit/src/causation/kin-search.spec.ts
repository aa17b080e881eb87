import { MemoryEventStore } from '#platform/testing';
import { derivedId } from '#platform/values';
import { KinFinder, type KinSearch, metadataOf } from './kin-search.js';

interface Written {
  readonly stream: string;
  readonly type: string;
  readonly correlationId?: string;
  readonly commandId?: string;
  readonly causationId?: string;
}

const idOf = (type: string): string => derivedId('test', type);

async function storeOf(events: readonly Written[]): Promise<MemoryEventStore> {
  const store = new MemoryEventStore();
  const revisions = new Map<string, number>();
  for (const { stream, type, correlationId = 'request', commandId = type, causationId } of events) {
    const metadata = { actor: 'a', correlationId, commandId, causationId };
    const revision = revisions.get(stream);
    const bytes = (value: object): Buffer => Buffer.from(JSON.stringify(value));
    const event = { id: idOf(type), type, contentType: 'application/json', data: bytes({}) } as const;
    await store.append(stream, revision ?? 'none', [{ ...event, metadata: bytes(metadata) }]);
    revisions.set(stream, (revision ?? -1) + 1);
  }
  return store;
}

async function searched(
  store: MemoryEventStore,
  stream: string,
  revision = 0,
  within = 50_000,
): Promise<KinSearch> {
  const [recorded] = await store.readStream(stream, { from: revision, limit: 1 });
  if (!recorded) throw new Error(`no ${stream}@${revision}`);
  return new KinFinder(store, { recorded, metadata: metadataOf(recorded) }, within).find();
}

const noise = (count: number, from = 0): Written[] =>
  Array.from({ length: count }, (_, index) => ({
    stream: `noise-${from + index}`,
    type: `Noise${from + index}`,
    correlationId: 'another',
  }));

const shown = ({ tree, complete }: KinSearch) => ({
  causes: tree.causes.map(({ kin, distance }) => `${distance} ${kin.recorded.type}`),
  effects: tree.effects.map(({ kin, distance }) => `${distance} ${kin.recorded.type}`),
  beside: tree.beside.map(({ recorded }) => recorded.type),
  missing: tree.missing,
  complete,
});

const CHAIN: readonly Written[] = [
  { stream: 'register', type: 'Reserved', causationId: 'issue' },
  { stream: 'notice', type: 'Issued', commandId: 'issue' },
  { stream: 'notice', type: 'Numbered', commandId: 'issue' },
  ...noise(20),
  { stream: 'reminder', type: 'Reminded', causationId: idOf('Issued') },
  { stream: 'unit', type: 'Told', causationId: idOf('Reminded') },
];

describe('the causation of an event', () => {
  it('shows its effects and theirs, and what its own command needed and did beside', async () => {
    expect(shown(await searched(await storeOf(CHAIN), 'notice'))).toEqual({
      causes: [],
      effects: ['1 Reserved', '1 Reminded', '2 Told'],
      beside: ['Numbered'],
      missing: null,
      complete: true,
    });
  });

  it('shows its causes up to the request, nearest first', async () => {
    expect(shown(await searched(await storeOf(CHAIN), 'unit'))).toMatchObject({
      causes: ['1 Reminded', '2 Issued'],
      effects: [],
      missing: null,
      complete: true,
    });
    expect(shown(await searched(await storeOf(CHAIN), 'register')).causes).toEqual([
      '1 Issued',
      '1 Numbered',
    ]);
  });

  it('finds a cause of the same stream however much happened between', async () => {
    const far: Written[] = [
      { stream: 'notice', type: 'Issued' },
      ...noise(3_000),
      { stream: 'notice', type: 'Overdue', causationId: idOf('Issued') },
    ];
    expect(shown(await searched(await storeOf(far), 'notice', 1, 1_000))).toMatchObject({
      causes: ['1 Issued'],
      complete: true,
    });
  });

  it('goes back for a cause that is missing, and says when it gave up', async () => {
    const far: Written[] = [
      { stream: 'notice', type: 'Issued' },
      ...noise(3_000),
      { stream: 'reminder', type: 'Reminded', causationId: idOf('Issued') },
    ];
    const store = await storeOf(far);
    expect(shown(await searched(store, 'reminder'))).toMatchObject({ causes: ['1 Issued'], complete: true });
    expect(shown(await searched(store, 'reminder', 0, 1_000))).toMatchObject({
      causes: [],
      missing: idOf('Issued'),
      complete: false,
    });
  });

  it('says that it did not get to the end of the ledger', async () => {
    const store = await storeOf([...CHAIN, ...noise(3_000, 100)]);
    expect(shown(await searched(store, 'notice', 0, 1_000))).toMatchObject({ complete: false });
    expect((await searched(store, 'notice', 0, 1_000)).searched).toBeLessThan(2_000);
  });

  it('is not led astray by events that name each other, or by an id in another place', async () => {
    const store = await storeOf([
      { stream: 'a', type: 'A', causationId: idOf('B') },
      { stream: 'b', type: 'B', causationId: idOf('A') },
      { stream: 'c', type: 'C', correlationId: 'request-2', causationId: idOf('A') },
    ]);
    expect(shown(await searched(store, 'a'))).toMatchObject({ causes: ['1 B'], effects: ['1 B'] });
  });
});
