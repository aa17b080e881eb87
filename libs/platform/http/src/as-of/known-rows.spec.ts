import { AsOfAhead, type AsOfPlace, type ReadModels } from '#platform/projections';
import { InvalidRequest } from '../problems/exceptions.js';
import { KnownRows, RowSources } from './known-rows.js';

const units = { name: 'units', version: 1, evolve: () => null };
const titles = { name: 'titles', version: 1, evolve: () => null };
const places = { name: 'places', version: 1, evolve: () => null };

/** Read models whose every row says whose it is. */
const rowsOf = (whose: string): ReadModels =>
  ({ of: ({ name }: { name: string }) => ({ get: () => ({ whose, name }) }) }) as unknown as ReadModels;

const HEAD = 20;
const THEN = '2021-03-05T01:30:00.000Z';
const NOW = '2021-06-01T02:00:00.000Z';
let folded: (readonly [wanted: readonly string[], place: AsOfPlace])[];
const then: RowSources['then'] = {
  refuseAhead(place) {
    if ('ordinal' in place && place.ordinal > HEAD) throw new AsOfAhead('not yet');
  },
  rows(wanted, place) {
    folded.push([wanted.map(({ name }) => name), place]);
    return { ordinal: 7, recordedAt: THEN, models: rowsOf('then') };
  },
};
const sources = new RowSources(rowsOf('now'), then, { now: () => NOW });
const known = (asOf?: unknown): KnownRows =>
  new KnownRows(sources, { projections: ['units', 'titles'], asOf });
const whose = (rows: KnownRows, projection = units): unknown => rows.of(projection).get('');

beforeEach(() => (folded = []));

describe('rows that are known', () => {
  it('are those of now where nobody asks for then', () => {
    const rows = known();
    expect(whose(rows)).toEqual({ whose: 'now', name: 'units' });
    expect([rows.ordinal, rows.place, folded]).toEqual([undefined, undefined, []]);
  });

  it('are those of then, of all that the route declares at one ordinal', () => {
    const rows = known('12');
    expect(rows.ordinal).toBeUndefined();
    expect([whose(rows), whose(rows, titles)]).toEqual([
      { whose: 'then', name: 'units' },
      { whose: 'then', name: 'titles' },
    ]);
    expect(folded).toEqual([[['units', 'titles'], { ordinal: 12 }]]);
    expect(rows.ordinal).toBe(7);
    const asked = '2021-04-01T00:00:00.000Z';
    expect([rows.instant, known(asked).instant, known().instant]).toEqual([THEN, asked, NOW]);
  });

  it.each([
    ['12', { ordinal: 12 }],
    ['2021-03-05T01:30:00Z', { instant: '2021-03-05T01:30:00.000Z' }],
  ])('are found by %s', (asOf, place) => {
    expect(known(asOf).place).toEqual(place);
    whose(known(asOf));
    expect(folded).toEqual([[['units', 'titles'], place]]);
  });

  it.each(['', 'yesterday', '-1', '1.5', '2021-03-05', ['1', '2'], null])('are of no place as %j', (asOf) => {
    expect(() => whose(known(asOf))).toThrow(InvalidRequest);
    expect(() => known(asOf).place).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/asOf', in: 'query' })] }),
    );
    expect(folded).toEqual([]);
  });

  it('are never of what is to come', () => {
    expect(() => known(String(HEAD + 1)).place).toThrow(AsOfAhead);
    expect(known(String(HEAD)).place).toEqual({ ordinal: HEAD });
  });

  it.each([undefined, '12'])(
    'are refused of a projection that the route does not declare, as of %s',
    (asOf) => {
      expect(() => whose(known(asOf), places)).toThrow('the route reads places and does not declare it');
    },
  );
});
