import type { City, CityUnit } from '../city.js';
import { SCORING } from '../rules.js';

interface Named {
  readonly city: City;
  readonly school: CityUnit;
  readonly station: CityUnit;
}

export const award = (documentNumber: string) => ({
  cycle: '990100-2021',
  decision: {
    body: '示例市文明委',
    documentNumber,
    legalBasis: '示例市文明单位管理办法',
    effectiveOn: '2021-03-01',
  },
});

const notice = ({ city, school, station }: Named) => ({
  jurisdiction: city.code,
  kind: 'criticism',
  title: '五月文明交通劝导情况通报',
  issuers: ['示例市文明办'],
  audience: 'public',
  period: { from: '2021-05-01', to: '2021-05-20' },
  entries: [
    {
      unitId: school.id,
      personTimes: 2,
      findings: [{ kind: '缺岗', on: '2021-05-03', place: '一号路口' }],
    },
    { unitId: station.id, personTimes: 1, findings: [] },
  ],
  rectifyBy: '2099-05-28',
});

/** Bodies that are accepted as they stand: what a case changes is all that is wrong with it. */
export const bodies = {
  scoring: () => ({ jurisdiction: '990100', effectiveFrom: '2022-01-01', rules: SCORING }),
  unit: ({ city }: Pick<Named, 'city'>) => ({
    name: '示例单位',
    jurisdiction: city.district,
    kind: 'organ',
    headCount: 12,
  }),
  notice,
  amendment: (named: Named) => ({ ...notice(named), title: '五月文明交通劝导情况通报（修改稿）' }),
  issue: () => ({ documentNumber: '示文明〔2021〕20号', issuedOn: '2021-05-21', reason: '补录' }),
  rectification: ({ school }: Pick<Named, 'school'>) => ({
    unitId: school.id,
    measures: '增派人员',
    reportedOn: '2021-05-25',
    reason: '补录',
    signedByMainLeader: true,
  }),
  verification: ({ school }: Pick<Named, 'school'>) => ({
    unitId: school.id,
    verifiedOn: '2021-05-27',
    outcome: 'accepted',
  }),
  withdrawal: () => ({ withdrawnOn: '2021-05-30', reason: '名单有误' }),
  activity: ({ school }: Pick<Named, 'school'>) => ({
    title: '文明礼仪讲座',
    kind: 'lecture',
    mode: 'offline',
    organiserUnitId: school.id,
    plannedFrom: '2021-03-05',
    plannedTo: '2021-03-06',
    reason: '补录上半年台账',
  }),
  closing: ({ school, station }: Pick<Named, 'school' | 'station'>) => ({
    occurredFrom: '2021-03-05',
    occurredTo: '2021-03-06',
    outcomes: {
      units: [
        { unitId: school.id, personTimes: 30 },
        { unitId: station.id, personTimes: 5 },
      ],
      hours: '2.5',
    },
    evidence: [{ digest: `sha256:${'a'.repeat(64)}`, kind: '签到表', title: '签到表' }],
  }),
  cycle: () => ({ id: '990100-2022', from: '2022-01-01', to: '2022-12-31' }),
  award: () => ({ star: 1, ...award('示文明〔2021〕30号') }),
};

export type BodyName = keyof typeof bodies;
