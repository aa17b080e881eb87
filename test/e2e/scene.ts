import type { StartedServer } from '#platform/testing';
import { City, type CityUnit, settled } from './city.js';
import type { GivenReceipt } from './desk.js';
import { EVIDENCE, LADDER, NUMBERING, SCORING } from './rules.js';

export interface Scene {
  readonly city: City;
  readonly school: CityUnit;
  readonly station: CityUnit;
}

let cities = 0;

/** A city with rules and two units, in one district each. */
export async function scene(server: StartedServer): Promise<Scene> {
  const city = await City.found(server, `99${10 + ++cities}00`);
  await city.adopt('activities', EVIDENCE);
  await city.adopt('documents', NUMBERING);
  await city.adopt('assessment', SCORING);
  await city.adopt('titles', LADDER);
  await city.office.do('/v1/cycles', { id: `${city.code}-2021`, from: '2021-01-01', to: '2021-12-31' });
  const school = await city.unit('示例学校', city.district);
  const station = await city.unit('示例车站', city.otherDistrict);
  await settled(server);
  return { city, school, station };
}

/** A criticism of these units; each with its person-times. */
export const criticism = (
  city: City,
  personTimes: readonly (readonly [CityUnit, number])[],
  findings: readonly object[] = [{ kind: '缺岗', on: '2021-05-03', place: '一号路口' }],
) => ({
  jurisdiction: city.code,
  kind: 'criticism',
  title: '文明交通劝导情况通报',
  issuers: ['示例市文明办', '示例市公安局'],
  audience: 'public',
  period: { from: '2021-05-01', to: '2021-05-20' },
  entries: personTimes.map(([unit, times]) => ({ unitId: unit.id, personTimes: times, findings })),
});

/** Files it. */
export const file = (
  city: City,
  personTimes: readonly (readonly [CityUnit, number])[],
  changes = {},
): Promise<GivenReceipt> => city.office.do('/v1/notices', { ...criticism(city, personTimes), ...changes });

/** What withdraws a draft on the day it was filed. */
export async function draftWithdrawal({ office }: City, draft: GivenReceipt) {
  const { filedOn } = await office.see<{ filedOn: string }>(`/v1/notices/${draft.id}`, draft);
  return { withdrawnOn: filedOn, reason: '误拟' };
}

export const at = ({ id }: { readonly id: string }, step: string): string => `/v1/notices/${id}/${step}`;
export const report = ({ id }: CityUnit, reportedOn: string) => ({
  unitId: id,
  measures: '增派人员，每日点名',
  reportedOn,
  reason: '补录',
  signedByMainLeader: true,
});
export const verification = ({ id }: CityUnit, verifiedOn: string) => ({
  unitId: id,
  verifiedOn,
  outcome: 'accepted',
});
