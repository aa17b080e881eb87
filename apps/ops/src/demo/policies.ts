import type { Script } from './script.js';

/** Synthetic rules in the style of real ones (domain sources 2 and 3); the places publish none. */
const scoring = {
  base: '60',
  parts: [
    { code: 'daily', title: '日常工作（合成）' },
    { code: 'discipline', title: '通报与荣誉（合成）' },
  ],
  items: [
    {
      code: 'activities',
      part: 'daily',
      title: '开展活动',
      fact: 'activity',
      per: 'occurrence',
      points: '0.5',
      cap: '15',
    },
    {
      code: 'volunteering',
      part: 'daily',
      title: '志愿服务人次',
      fact: 'activity',
      filter: { kind: ['volunteer-service', 'law-popularisation'] },
      per: 'person-time',
      points: '0.2',
      cap: '10',
    },
    {
      code: 'criticised',
      part: 'discipline',
      title: '通报批评',
      fact: 'criticism',
      per: 'person-time',
      points: '-0.3',
      cap: '8',
    },
    {
      code: 'commended',
      part: 'discipline',
      title: '通报表扬',
      fact: 'commendation',
      per: 'occurrence',
      points: '1',
      cap: '5',
    },
    {
      code: 'titles',
      part: 'discipline',
      title: '文明单位称号',
      fact: 'title',
      per: 'occurrence',
      points: '2',
    },
  ],
};

const titles = {
  levels: ['district', 'city', 'province', 'national'],
  rungs: [
    { level: 'district', star: 1, from: [] },
    { level: 'district', star: 2, from: [{ level: 'district', star: 1 }] },
    { level: 'city', star: 1, from: [] },
    {
      level: 'city',
      star: 2,
      from: [
        { level: 'district', star: 1 },
        { level: 'city', star: 1 },
      ],
    },
    { level: 'city', star: 3, from: [{ level: 'city', star: 2 }] },
  ],
  termYears: { district: 3, city: 3 },
};

/** The first working day: the division is registered, its rules adopted; a cycle is opened that year and each till the one that is played. */
export function openYear(script: Script, day: string): void {
  const { code, name, level, year } = script.place;
  const by = script.office(1);
  const first = (path: string, body: object): void => {
    script.add({ at: `${day}T01:00:00.000Z`, by, path: () => path, body: () => body });
  };
  first('/v1/jurisdictions', { code, name, level });
  const policy = (context: string, rules: object): void => {
    first(`/v1/policies/${context}`, {
      jurisdiction: code,
      effectiveFrom: `${day.slice(0, 4)}-01-01`,
      rules,
    });
  };
  policy('documents', { issuerCode: '合成文明', gapless: true });
  policy('titles', titles);
  policy('assessment', scoring);
  for (let each = Number(day.slice(0, 4)); each <= year; each++)
    script.add({
      at: `${each}-01-04T01:30:00.000Z`,
      by,
      path: () => '/v1/cycles',
      body: () => ({ id: `${code}-${each}`, from: `${each}-01-01`, to: `${each}-12-31` }),
    });
}
