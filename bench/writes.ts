import type { Write } from './load.js';

export const JURISDICTION = '990100';

export const JURISDICTION_REGISTERED: Write = {
  path: '/v1/jurisdictions',
  body: { code: JURISDICTION, name: '示例市', level: 'city' },
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
