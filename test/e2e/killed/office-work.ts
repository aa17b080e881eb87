import { EVIDENCE, NUMBERING, SCORING } from '../rules.js';
import type { Command } from './mortal-server.js';

export const CITY = '990700';
export const CYCLE = `${CITY}-2021`;

type Send = (command: Command) => Promise<{ readonly body: unknown }>;

/** Founds a city that scores, and numbers its documents without a gap. */
export async function foundCity(send: Send): Promise<void> {
  const found = (key: string, path: string, body: object) => send({ key, path, body });
  const adopt = (context: string, rules: object) =>
    found(context, `/v1/policies/${context}`, { jurisdiction: CITY, effectiveFrom: '2021-01-01', rules });
  await found('city', '/v1/jurisdictions', { code: CITY, name: '示例市', level: 'city' });
  await adopt('documents', { ...NUMBERING, gapless: true });
  await adopt('activities', EVIDENCE);
  await adopt('assessment', SCORING);
  await found('cycle', '/v1/cycles', { id: CYCLE, from: '2021-01-01', to: '2021-12-31' });
}

/** What {@link workOneRound} leaves in the ledger, by event type. */
export const EVENTS_OF_A_ROUND = [
  'UnitRegistered',
  'ActivityRegistered',
  'ActivityClosed',
  'CirculationNoticeFiled',
  'DocumentNumberReserved',
  'CirculationNoticeIssued',
] as const;

/** Registers a unit, which holds an activity and is criticised under the next document number. */
export async function workOneRound(send: Send, round: string): Promise<void> {
  const write = async (what: string, path: string, body: object): Promise<string> =>
    ((await send({ key: `${round}-${what}`, path, body })).body as { id: string }).id;
  const unitId = await write('unit', '/v1/units', {
    name: `示例单位${round}`,
    jurisdiction: CITY,
    kind: 'school',
  });
  const activity = await write('activity', '/v1/activities', plan(unitId));
  await write('closing', `/v1/activities/${activity}/close`, outcome(unitId));
  const notice = await write('notice', '/v1/notices', criticism(unitId));
  await write('issue', `/v1/notices/${notice}/issue`, { issuedOn: '2021-05-21', reason: REASON });
}

const REASON = '补录上半年台账';

const plan = (organiserUnitId: string) => ({
  title: '文明礼仪讲座',
  kind: 'lecture',
  mode: 'offline',
  organiserUnitId,
  plannedFrom: '2021-03-05',
  plannedTo: '2021-03-06',
  reason: REASON,
});

const outcome = (unitId: string) => ({
  occurredFrom: '2021-03-05',
  occurredTo: '2021-03-06',
  outcomes: { units: [{ unitId, personTimes: 30 }] },
  evidence: [{ digest: `sha256:${'a'.repeat(64)}`, kind: '签到表', title: '签到表' }],
  reason: REASON,
});

const criticism = (unitId: string) => ({
  jurisdiction: CITY,
  kind: 'criticism',
  title: '文明交通劝导情况通报',
  issuers: ['示例市文明办'],
  audience: 'public',
  period: { from: '2021-05-01', to: '2021-05-20' },
  entries: [{ unitId, personTimes: 2, findings: [] }],
  rectifyBy: '2099-05-28',
});
