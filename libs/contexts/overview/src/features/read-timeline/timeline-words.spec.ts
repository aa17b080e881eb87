import type { LineKind } from '../../read-models/unit-timeline/tellings.js';
import { LINE_KINDS, told } from './timeline-words.js';

const number = '示文明〔2021〕6号';
const PARTS: Readonly<Record<LineKind, readonly string[]>> = {
  registered: ['示例', '单位'],
  dissolved: [],
  organised: ['x', '3', '植树', '浇水'],
  'took-part': ['x', '1', '植树'],
  criticised: ['n', '2', number],
  commended: ['n', '1', number],
  withdrawn: ['n', 'criticism', number],
  reported: ['n'],
  returned: ['n', '2021-06-10'],
  rectified: ['n'],
  overdue: ['n', '2021-05-28', number],
  awarded: ['city', '2', number],
  retained: ['district', '1', number],
  revoked: ['province', '', number],
};
const lineOf = (kind: LineKind, dissolvedOn?: string, on = '2021-06-01', isLate = false) =>
  told({ on, ordinal: 7, kind, isLate, parts: PARTS[kind] }, 'a', dissolvedOn);

describe('a line of the timeline', () => {
  it('is in Chinese and English', () => {
    const words = LINE_KINDS.map((kind) => lineOf(kind).words);
    expect(words.map(({ zh }) => zh)).toEqual([
      '登记为“示例|单位”',
      '单位撤销',
      '主办活动“植树|浇水”，3人次',
      '参加活动“植树”，1人次',
      '被通报批评，2人次（示文明〔2021〕6号）',
      '受通报表扬，1人次（示文明〔2021〕6号）',
      '撤回通报批评（示文明〔2021〕6号）',
      '已报整改情况',
      '整改被退回，新期限2021-06-10',
      '整改验收通过',
      '逾期未整改，期限2021-05-28（示文明〔2021〕6号）',
      '获授市级★2文明单位称号（示文明〔2021〕6号）',
      '保留区县级★1文明单位称号（示文明〔2021〕6号）',
      '被撤销省级文明单位称号（示文明〔2021〕6号）',
    ]);
    expect(words.map(({ en }) => en)).toEqual([
      'Registered as “示例|单位”',
      'Dissolved',
      'Organised “植树|浇水”, 3 person-times',
      'Took part in “植树”, 1 person-time',
      'Criticised, 2 person-times (示文明〔2021〕6号)',
      'Commended, 1 person-time (示文明〔2021〕6号)',
      'The criticism is withdrawn (示文明〔2021〕6号)',
      'Rectification reported',
      'Rectification returned, to be done by 2021-06-10',
      'Rectification accepted',
      'Rectification overdue since the deadline 2021-05-28 (示文明〔2021〕6号)',
      'Awarded the city title with 2 stars (示文明〔2021〕6号)',
      'Keeps the district title with 1 star (示文明〔2021〕6号)',
      'Loses the province title (示文明〔2021〕6号)',
    ]);
  });

  it('shows a document number whole, whatever it holds', () => {
    const barred: Partial<Record<LineKind, readonly string[]>> = {
      criticised: ['n', '2'],
      withdrawn: ['n', 'criticism'],
      overdue: ['n', '2021-05-28'],
      awarded: ['city', '2'],
    };
    for (const [kind, first] of Object.entries(barred)) {
      const parts = [...first, '示', '文〔2021〕6号'];
      const { words } = told(
        { on: '2021-06-01', ordinal: 7, kind: kind as LineKind, isLate: false, parts },
        'a',
      );
      expect(words.zh).toContain('（示|文〔2021〕6号）');
      expect(words.en).toContain('(示|文〔2021〕6号)');
    }
  });

  it('says where it is shown in detail, and that it was entered late', () => {
    expect(lineOf('organised', undefined, undefined, true)).toEqual({
      on: '2021-06-01',
      kind: 'organised',
      words: lineOf('organised').words,
      source: '/v1/activities/x',
      ordinal: 7,
      backEntry: true,
    });
    for (const kind of LINE_KINDS) expect(lineOf(kind)).not.toHaveProperty('backEntry');
    for (const kind of ['reported', 'returned', 'overdue'] as const)
      expect(lineOf(kind).source).toBe('/v1/notices/n');
    expect(lineOf('revoked').source).toBe('/v1/titles/a');
    expect(lineOf('registered').source).toBe('/v1/units/a');
  });

  it('that names a unit from the day on which it is gone is flagged', () => {
    const flagged = (dissolvedOn?: string, on?: string) =>
      LINE_KINDS.filter((kind) => lineOf(kind, dissolvedOn, on).afterDissolution);
    const naming = ['organised', 'took-part', 'criticised', 'commended'];
    const rectifying = ['reported', 'returned', 'rectified', 'overdue'];
    expect(flagged('2021-06-01')).toEqual([...naming, ...rectifying, 'awarded', 'retained']);
    expect(flagged('2021-06-02')).toEqual([]);
    expect(flagged()).toEqual([]);
  });
});
