import { EVIDENCE, LADDER, NUMBERING } from '../rules.js';
import { bodies } from './bodies.js';
import { PATHS } from './case.js';
import type { Place } from './place.js';

const policy = (rules: object) => ({ jurisdiction: '990100', effectiveFrom: '2022-01-01', rules });
const { decision } = bodies.award();

/** What the city itself, or an operator, could send to each route that writes; a new one must be entered here. */
export const WRITES: Readonly<Record<string, (at: Place) => readonly [path: string, body: object]>> = {
  '/v1/as-of/{id}/cancel': () => ['/v1/as-of/6f1f2f0c-8d5e-8a10-9b3c-0d1e2f3a4b5c/cancel', {}],
  '/v1/projections/{name}/rebuild': () => ['/v1/projections/units/rebuild', {}],
  '/v1/projections/{name}/park': () => ['/v1/projections/units/park', { reason: '核对' }],
  '/v1/projections/{name}/resume': () => ['/v1/projections/units/resume', {}],
  '/v1/projections/{name}/roll-back': () => ['/v1/projections/units/roll-back', { reason: '行有误' }],
  '/v1/projections/{name}/retry': () => ['/v1/projections/units/retry', {}],
  '/v1/projections/{name}/skip': () => ['/v1/projections/units/skip', { ordinal: 1, reason: '核对' }],
  '/v1/processes/{name}/outbox/{id}/retry': ({ school }) => [
    `/v1/processes/unused-numbers/outbox/${school.id}/retry`,
    {},
  ],
  '/v1/processes/{name}/outbox/{id}/skip': ({ school }) => [
    `/v1/processes/unused-numbers/outbox/${school.id}/skip`,
    { reason: '误记' },
  ],
  '/v1/processes/{name}/retry': () => ['/v1/processes/unused-numbers/retry', {}],
  '/v1/jurisdictions': () => ['/v1/jurisdictions', { code: '990108', name: '示例新区', level: 'district' }],
  '/v1/units': (at) => [PATHS.unit(at), bodies.unit(at)],
  '/v1/units/{id}/dissolve': ({ station }) => [
    `/v1/units/${station.id}/dissolve`,
    { dissolvedOn: '2021-12-31', reason: '补录' },
  ],
  '/v1/policies/documents': () => ['/v1/policies/documents', policy(NUMBERING)],
  '/v1/policies/activities': () => ['/v1/policies/activities', policy(EVIDENCE)],
  '/v1/policies/titles': () => ['/v1/policies/titles', policy(LADDER)],
  '/v1/policies/assessment': (at) => [PATHS.scoring(at), bodies.scoring()],
  '/v1/cycles': (at) => [PATHS.cycle(at), bodies.cycle()],
  '/v1/notices': (at) => [PATHS.notice(at), bodies.notice(at)],
  '/v1/notices/{id}/amend': (at) => [PATHS.amendment(at), bodies.amendment(at)],
  '/v1/notices/{id}/issue': (at) => [PATHS.issue(at), bodies.issue()],
  '/v1/notices/{id}/rectification': (at) => [PATHS.rectification(at), bodies.rectification(at)],
  '/v1/notices/{id}/verification': (at) => [PATHS.verification(at), bodies.verification(at)],
  '/v1/notices/{id}/withdraw': (at) => [PATHS.withdrawal(at), bodies.withdrawal()],
  '/v1/notices/{id}/withdraw-draft': ({ notices }) => [
    `/v1/notices/${notices.filed}/withdraw-draft`,
    bodies.withdrawal(),
  ],
  '/v1/activities': (at) => [PATHS.activity(at), bodies.activity(at)],
  '/v1/activities/{id}/close': (at) => [PATHS.closing(at), bodies.closing(at)],
  '/v1/titles/{unitId}/{level}/award': (at) => [PATHS.award(at), bodies.award()],
  '/v1/titles/{unitId}/{level}/retain': ({ school }) => [
    `/v1/titles/${school.id}/district/retain`,
    { cycle: '990100-2021', decision },
  ],
  '/v1/titles/{unitId}/{level}/revoke': ({ school }) => [
    `/v1/titles/${school.id}/district/revoke`,
    { decision, reason: '弄虚作假' },
  ],
};

/** Whose business a write is. */
export const writerOf = (path: string, { city, tokens }: Place): string =>
  /^\/v1\/(as-of|projections|processes)\//.test(path) ? tokens.operator : city.office.token;
