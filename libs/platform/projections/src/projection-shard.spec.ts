import type { ContextDefinition } from './context-definition.js';
import { projectionsIn, shardFile, shardsOf } from './projection-shard.js';

const context = (name: string): ContextDefinition => ({
  name,
  events: {},
  contracts: [],
  publish: () => [],
  topics: [],
  stateTopics: [],
  projections: [
    ...['rows', 'sums'].map((kind) => ({
      name: `${name}-${kind}`,
      version: 1,
      handles: [],
      keysOf: () => [],
      evolve: (row: object | null) => row,
    })),
  ],
});
const contexts = [context('units'), context('titles'), context('overview')];
const namesIn = (shard: ReturnType<typeof shardsOf>[number]) => projectionsIn(shard).map(({ name }) => name);

describe('projections in shards', () => {
  const [own, computed] = shardsOf(contexts, {
    own: (name, projection) => name !== 'overview' && projection !== 'titles-sums',
    computed: () => true,
  });

  it('stand in the first that wants them, each in one', () => {
    expect(namesIn(own!)).toEqual(['units-rows', 'units-sums', 'titles-rows']);
    expect(namesIn(computed!)).toEqual(['titles-sums', 'overview-rows', 'overview-sums']);
  });

  it('see the events and contracts of every context', () => {
    expect(computed!.definitions.map(({ name }) => name)).toEqual(['units', 'titles', 'overview']);
  });

  it('lie in files of their own', () => {
    expect([own!, computed!].map((shard) => shardFile('data', shard))).toEqual([
      'data/read-models-own.sqlite',
      'data/read-models-computed.sqlite',
    ]);
  });

  it('are refused when nobody wants them', () => {
    expect(() => shardsOf(contexts, { own: (name) => name === 'units' })).toThrow(
      'no shard wants the projection titles-rows of titles',
    );
  });
});
