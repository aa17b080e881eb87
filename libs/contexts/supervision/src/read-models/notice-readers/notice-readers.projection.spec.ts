import { happened, projectionSpec } from '#platform/testing';
import { issued } from '../../../test/circulation-notice.fixture.js';
import { noticeReaders, onShelf, shelvesAbove } from './notice-readers.projection.js';

const issuedFor = (audience: 'unit' | 'system' | 'public', jurisdiction = '990102') => ({
  ...issued,
  data: { ...issued.data, audience, jurisdiction },
});

const keysOf = (event: ReturnType<typeof issuedFor>) =>
  [
    ...projectionSpec(noticeReaders)
      .given([happened(event.type, event.data)])
      .rows.keys(),
  ].toSorted();

describe('an issued notice', () => {
  it('stands on the shelf of every unit it names', () =>
    expect(keysOf(issuedFor('unit'))).toEqual(['unit:unit-a/notice-1', 'unit:unit-b/notice-1']));

  it.each(['public', 'system'] as const)('for a %s audience stands on its city’s shelf besides', (audience) =>
    expect(keysOf(issuedFor(audience))).toContain(`${audience}:9901/notice-1`),
  );

  it.each([
    ['990102', '9901'],
    ['990000', '9900'],
    ['000000', '0000'],
  ])('of %s is found by whoever stands below it', (jurisdiction, shelf) => {
    expect(keysOf(issuedFor('public', jurisdiction))).toContain(`public:${shelf}/notice-1`);
    expect(shelvesAbove('public', '990103')).toContain(`public:${shelf}`);
  });

  it('is looked for no further than the unit’s own city', () => {
    expect(shelvesAbove('public', '990103')).toEqual(['public:9901', 'public:9900', 'public:0000']);
    expect(shelvesAbove('system', '990000')).toEqual(['system:9900', 'system:0000']);
  });
});

describe('a place on a shelf', () => {
  it('is in order of notice ids, with room right behind each', () => {
    const places = ['1', '2'].map((id) => onShelf('unit:a', id));
    const ordered = [
      onShelf('unit:a', ''),
      places[0],
      `${places[0] ?? ''}!`,
      places[1],
      onShelf('unit:a', '~'),
    ];
    expect(ordered.toSorted()).toEqual(ordered);
  });
});
