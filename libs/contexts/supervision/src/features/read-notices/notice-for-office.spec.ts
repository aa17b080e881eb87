import { draft } from '../../../test/circulation-notice.fixture.js';
import type { NoticeRow } from '../../read-models/notices/notices.projection.js';
import { noticeForOffice } from './notice-for-office.js';

const notice = (changes: Partial<NoticeRow> = {}): NoticeRow => ({
  ...draft,
  jurisdiction: '990100',
  audience: 'unit',
  status: 'issued',
  issuedOn: '2021-05-21',
  rectifications: { 'unit-a': { status: 'open' }, 'unit-b': { status: 'reported' } },
  ...changes,
});
const known = new Map([
  ['unit-a', { jurisdiction: '990102' }],
  ['unit-b', { jurisdiction: '990103' }],
]);
/** Whose entries and rectifications the office sees, or null. */
function seen(office: string, changes?: Partial<NoticeRow>): readonly string[][] | null {
  const told = noticeForOffice(notice(changes), office, known);
  return told && [told.entries.map(({ unitId }) => unitId), Object.keys(told.rectifications)];
}
const BOTH = ['unit-a', 'unit-b'];

describe('an office', () => {
  it.each(['filed', 'issued', 'withdrawn'] as const)(
    'reads the whole of its own and of those below it: %s',
    (status) => {
      expect(seen('990100', { status })).toEqual([BOTH, BOTH]);
      expect(seen('990000', { status })).toEqual([BOTH, BOTH]);
    },
  );

  it('reads of one issued above it what concerns its own units, never of a draft', () => {
    expect(seen('990102')).toEqual([['unit-a'], ['unit-a']]);
    expect(seen('990102', { status: 'withdrawn' })).toEqual([['unit-a'], ['unit-a']]);
    for (const status of ['filed', 'withdrawn'] as const)
      expect(seen('990102', { status, issuedOn: undefined, audience: 'public' })).toBeNull();
    expect(seen('990104')).toBeNull();
  });

  it('reads a public one whole in its city, and how its own units put things right', () => {
    expect(seen('990102', { audience: 'public' })).toEqual([BOTH, ['unit-a']]);
    expect(seen('990104', { audience: 'public' })).toEqual([BOTH, []]);
    expect(seen('990200', { audience: 'public' })).toBeNull();
  });
});
