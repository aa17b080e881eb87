import type { Write } from './load.js';

export const JURISDICTION = '990100';

export const JURISDICTION_REGISTERED: Write = {
  path: '/v1/jurisdictions',
  body: { code: JURISDICTION, name: '示例市', level: 'city' },
};

/** Activities and criticism count, so that most events of the ledger move a score. */
export const SCORING_RULES = {
  base: '60',
  parts: [
    { code: 'daily', title: '日常工作' },
    { code: 'discipline', title: '通报' },
  ],
  items: [
    {
      code: 'volunteering',
      part: 'daily',
      title: '志愿服务',
      fact: 'activity',
      filter: { kind: ['volunteer-service'] },
      per: 'person-time',
      points: '0.05',
      cap: '10',
    },
    {
      code: 'study',
      part: 'daily',
      title: '学习',
      fact: 'activity',
      per: 'occurrence',
      points: '0.1',
      cap: '5',
    },
    {
      code: 'criticised',
      part: 'discipline',
      title: '通报批评',
      fact: 'criticism',
      per: 'occurrence',
      points: '-0.5',
    },
  ],
};

export const cycleOf = (year: string): { id: string; from: string; to: string } => ({
  id: `${JURISDICTION}-${year}`,
  from: `${year}-01-01`,
  to: `${year}-12-31`,
});

/** What makes facts of this year count. */
export const scoringOfThisYear = (): readonly Write[] => {
  const cycle = cycleOf(thisYear());
  const policy = { jurisdiction: JURISDICTION, effectiveFrom: cycle.from, rules: SCORING_RULES };
  return [
    { path: '/v1/policies/assessment', body: policy },
    { path: '/v1/cycles', body: cycle },
  ];
};

let registered = 0;
export const registerUnit = (): Write => ({
  path: '/v1/units',
  body: { name: `单位 ${registered++}`, jurisdiction: JURISDICTION, kind: 'organ', headCount: 40 },
});

let planned = 0;
export const registerActivity = (organiserUnitId: string): Write => ({
  path: '/v1/activities',
  body: {
    title: `活动 ${planned++}`,
    kind: 'study',
    mode: 'offline',
    organiserUnitId,
    plannedFrom: today(),
    plannedTo: today(),
  },
});

export const closeActivity = (activityId: string, unitId: string): Write => ({
  path: `/v1/activities/${activityId}/close`,
  body: {
    occurredFrom: today(),
    occurredTo: today(),
    outcomes: { units: [{ unitId, personTimes: 7 }] },
    evidence: [],
  },
});

export const appendTrivially = (): Write => ({
  path: '/v1/trivial',
  body: { name: '单位', jurisdiction: JURISDICTION },
});

const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;
const today = (): string => new Date(Date.now() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
export const thisYear = (): string => today().slice(0, 4);
