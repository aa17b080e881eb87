import { draft } from '../../../test/circulation-notice.fixture.js';
import type { NoticeRow } from '../../read-models/notices/notices.projection.js';
import { noticeForUnit, type UnitReader } from './notice-for-unit.js';

const rectifications = { 'unit-a': { status: 'open' }, 'unit-b': { status: 'reported' } } as const;
const notice = (changes: Partial<NoticeRow>): NoticeRow => ({
  ...draft,
  status: 'issued',
  issuedOn: '2021-05-21',
  rectifications,
  ...changes,
});
const known = new Map([
  ['unit-a', { system: '教育' }],
  ['unit-b', { system: '卫生' }],
]);
const unit = (unitId: string, more: Partial<UnitReader> = {}): UnitReader => ({
  unitId,
  jurisdiction: '990102',
  ...more,
});
/** Whose entries the reader sees, or null. */
const seen = (changes: Partial<NoticeRow>, reader: UnitReader): string[] | null =>
  noticeForUnit(notice(changes), reader, known)?.entries.map(({ unitId }) => unitId) ?? null;

describe('a unit', () => {
  it.each(['issued', 'withdrawn'] as const)('reads its own entry of a notice that is %s', (status) => {
    expect(seen({ status, audience: 'unit' }, unit('unit-a'))).toEqual(['unit-a']);
    expect(seen({ status, audience: 'unit' }, unit('unit-c'))).toBeNull();
  });

  it.each(['filed', 'withdrawn'] as const)('never reads a draft that is %s', (status) => {
    for (const audience of ['unit', 'system', 'public'] as const)
      expect(seen({ status, issuedOn: undefined, audience }, unit('unit-a'))).toBeNull();
  });

  it('reads a public notice whole, in its city', () => {
    const audience = 'public';
    expect(seen({ audience }, unit('unit-c'))).toEqual(['unit-a', 'unit-b']);
    expect(seen({ audience, jurisdiction: '990103' }, unit('unit-c'))).toEqual(['unit-a', 'unit-b']);
    expect(seen({ audience }, unit('unit-c', { jurisdiction: '990200' }))).toBeNull();
    expect(seen({ audience, jurisdiction: '990000' }, unit('unit-c'))).toEqual(['unit-a', 'unit-b']);
  });

  it('reads of a notice for a system the units of its own', () => {
    const audience = 'system';
    expect(seen({ audience }, unit('unit-c', { system: '教育' }))).toEqual(['unit-a']);
    expect(seen({ audience }, unit('unit-b', { system: '卫生' }))).toEqual(['unit-b']);
    expect(seen({ audience }, unit('unit-c', { system: '公安' }))).toBeNull();
    expect(seen({ audience }, unit('unit-c'))).toBeNull();
    expect(seen({ audience }, unit('unit-c', { system: '教育', jurisdiction: '990200' }))).toBeNull();
  });

  it('reads how it puts things right itself, never how others do', () => {
    expect(noticeForUnit(notice({}), unit('unit-b'), known)?.rectifications).toEqual({
      'unit-b': { status: 'reported' },
    });
    expect(noticeForUnit(notice({}), unit('unit-c'), known)?.rectifications).toEqual({});
  });
});
