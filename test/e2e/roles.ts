import type { Role } from '#platform/auth';

const office = ['office'] as const;
/** What a unit may besides: its own activities, reports, scores and timeline, and what it is assessed and named by. */
const own = ['office', 'unit'] as const;
const boards = ['office', 'assessor'] as const;
const all = ['office', 'unit', 'assessor'] as const;
const audit = ['auditor'] as const;
const operator = ['operator'] as const;

/** The roles of every route that wants a token; auditors read all of them besides. A new route must be entered here. */
export const ROLES: Readonly<Record<string, readonly Role[]>> = {
  'GET /v1/projections': operator,
  'POST /v1/projections/{name}/rebuild': operator,
  'POST /v1/projections/{name}/park': operator,
  'POST /v1/projections/{name}/resume': operator,
  'POST /v1/projections/{name}/roll-back': operator,
  'POST /v1/projections/{name}/retry': operator,
  'POST /v1/projections/{name}/skip': operator,
  'GET /v1/routes': operator,
  'GET /v1/processes': operator,
  'POST /v1/processes/{name}/retry': operator,
  'POST /v1/processes/{name}/outbox/{id}/retry': operator,
  'POST /v1/processes/{name}/outbox/{id}/skip': operator,
  'POST /v1/as-of/{id}/cancel': operator,
  'GET /v1/as-of/{id}': all,

  'GET /v1/audit/events': audit,
  'GET /v1/audit/events/{stream}/{revision}/causation': audit,

  'POST /v1/jurisdictions': office,
  'POST /v1/units': office,
  'POST /v1/units/{id}/dissolve': office,
  'POST /v1/policies/documents': office,
  'POST /v1/policies/activities': office,
  'POST /v1/policies/titles': office,
  'POST /v1/policies/assessment': office,
  'POST /v1/cycles': office,
  'POST /v1/notices': office,
  'POST /v1/notices/{id}/amend': office,
  'POST /v1/notices/{id}/issue': office,
  'POST /v1/notices/{id}/verification': office,
  'POST /v1/notices/{id}/withdraw': office,
  'POST /v1/notices/{id}/withdraw-draft': office,
  'POST /v1/titles/{unitId}/{level}/award': office,
  'POST /v1/titles/{unitId}/{level}/retain': office,
  'POST /v1/titles/{unitId}/{level}/revoke': office,

  'POST /v1/notices/{id}/rectification': own,
  'POST /v1/activities': own,
  'POST /v1/activities/{id}/close': own,

  'GET /v1/policies': office,
  'GET /v1/policies/documents': office,
  'GET /v1/policies/activities': office,
  'GET /v1/policies/titles': office,
  'GET /v1/policies/assessment': office,
  'GET /v1/summary': office,

  'GET /v1/units': own,
  'GET /v1/units/{id}': own,
  'GET /v1/units/{id}/timeline': own,
  'GET /v1/notices': own,
  'GET /v1/notices/{id}': own,
  'GET /v1/criticisms': own,
  'GET /v1/activities': own,
  'GET /v1/activities/{id}': own,
  'GET /v1/titles': own,
  'GET /v1/titles/{unitId}': own,
  'GET /v1/stars': own,
  'GET /v1/cycles': own,
  'GET /v1/cycles/{id}': own,
  'GET /v1/scores/{unitId}': own,
  'GET /v1/scores/{unitId}/explain': own,

  'GET /v1/jurisdictions': all,
  'GET /v1/leaderboards/score': boards,
  'GET /v1/leaderboards/score/members/{id}': all,
};

/** Of a route that is not entered, nobody. */
export const mayCall = (role: Role, route: string): boolean =>
  (ROLES[route] ?? []).includes(role) || (role === 'auditor' && route.startsWith('GET ') && route in ROLES);
