import type { TitleDecision, TitleRow } from '../../read-models/titles/titles.projection.js';
import { titleLine, titleStory } from './title-story.js';

const paper = (documentNumber: string, effectiveOn: string) => ({
  body: '示例市文明委',
  documentNumber,
  documentNumberText: documentNumber,
  legalBasis: '管理办法',
  effectiveOn,
});
const step = (
  kind: TitleDecision['kind'],
  documentNumber: string,
  effectiveOn: string,
  more: Partial<TitleDecision> = {},
): TitleDecision => ({
  kind,
  ...paper(documentNumber, effectiveOn),
  policyVersion: 1,
  policyJurisdiction: '990100',
  ordinal: 1,
  recordedAt: '2022-01-01T00:00:00.000Z',
  ...more,
});
const row: TitleRow = {
  unitId: 'u',
  level: 'city',
  jurisdiction: '990102',
  decisions: [
    step('award', 'A', '2019-01-01', { star: 1, until: '2022-01-01' }),
    step('retain', 'B', '2020-01-01', { star: 1, until: '2023-01-01' }),
    step('award', 'C', '2021-01-01', { star: 2, until: '2024-01-01' }),
    step('revoke', 'D', '2021-06-01', { star: 2, reason: '弄虚作假' }),
  ],
};

describe('the story of a title', () => {
  it('tells each interval with what it rests on and why it ended', () => {
    expect(titleStory(row, 3, '2021-06-01')).toEqual({
      level: 'city',
      tenures: [
        {
          star: 1,
          since: '2019-01-01',
          until: '2021-01-01',
          endsBy: 'succeeded',
          award: paper('A', '2019-01-01'),
          retentions: [paper('B', '2020-01-01')],
        },
        {
          star: 2,
          since: '2021-01-01',
          until: '2021-06-01',
          endsBy: 'revoked',
          award: paper('C', '2021-01-01'),
          retentions: [],
          revocation: { ...paper('D', '2021-06-01'), reason: '弄虚作假' },
        },
      ],
      decisions: row.decisions,
      revision: 3,
    });
  });

  it('says what is held today', () => {
    expect(titleStory(row, 3, '2021-05-31').held).toMatchObject({ star: 2, until: '2021-06-01' });
    expect(titleLine(row, '2021-05-31')).toMatchObject({
      unitId: 'u',
      jurisdiction: '990102',
      level: 'city',
      held: { star: 2 },
      decisions: 4,
    });
    expect(titleLine(row, '2021-06-01')).not.toHaveProperty('held');
  });
});
