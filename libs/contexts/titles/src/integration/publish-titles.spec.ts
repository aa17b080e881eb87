import type { StarAwarded, TitleRetained, TitleRevoked } from '../domain/title/title.events.js';
import { publishTitles } from './publish-titles.js';

const decided = {
  unitId: 'u',
  level: 'city' as const,
  jurisdiction: '990102',
  decision: {
    body: '示例市文明委',
    documentNumber: '示文明〔2021〕6号',
    documentNumberText: '示文明[2021]6号',
    legalBasis: '管理办法',
    effectiveOn: '2021-05-01',
  },
  policyVersion: 1,
  policyJurisdiction: '990100',
};
const told = {
  unitId: 'u',
  jurisdiction: '990102',
  level: 'city',
  body: '示例市文明委',
  documentNumber: '示文明〔2021〕6号',
  effectiveOn: '2021-05-01',
};
const awarded: StarAwarded = {
  type: 'StarAwarded',
  data: { ...decided, star: 2, cycle: '990100-2021', until: '2024-05-01' },
};
const retained: TitleRetained = { type: 'TitleRetained', data: { ...decided, cycle: '990100-2021' } };
const revoked: TitleRevoked = { type: 'TitleRevoked', data: { ...decided, star: 2, since: '2020-05-01' } };

describe('what titles publish', () => {
  it.each([awarded, retained, revoked])('tells of $type that it was entered late', (event) => {
    const late = { ...event, data: { ...event.data, backEntry: true } } as typeof event;
    const [contract] = publishTitles(event);
    expect(publishTitles(late)).toEqual([{ ...contract, data: { ...contract?.data, backEntry: true } }]);
  });

  it('tells of an award the star and its term', () => {
    expect(publishTitles(awarded)).toEqual([
      {
        type: 'civitas.titles.star-awarded.v1',
        key: 'u.city',
        data: { ...told, star: 2, cycle: '990100-2021', until: '2024-05-01' },
      },
    ]);
  });

  it('tells of a retention what is kept', () => {
    expect(publishTitles(retained)).toEqual([
      { type: 'civitas.titles.title-retained.v1', key: 'u.city', data: { ...told, cycle: '990100-2021' } },
    ]);
  });

  it('tells of a revocation what is lost', () => {
    expect(publishTitles(revoked)).toEqual([
      {
        type: 'civitas.titles.title-revoked.v1',
        key: 'u.city',
        data: { ...told, star: 2, since: '2020-05-01' },
      },
    ]);
  });

  it('tells of a policy its version and day, and keeps the rules inside', () => {
    expect(
      publishTitles({
        type: 'TitlePolicyAdopted',
        data: {
          jurisdiction: '990100',
          version: 1,
          effectiveFrom: '2021-01-01',
          rules: { levels: ['city'], rungs: [] },
        },
      }),
    ).toEqual([
      {
        type: 'civitas.titles.title-policy-adopted.v1',
        key: '990100',
        data: { jurisdiction: '990100', version: 1, effectiveFrom: '2021-01-01' },
      },
    ]);
  });
});
