import type { StartedServer } from '#platform/testing';
import { City, type CityUnit, settled } from '../city.js';
import { expired, forgeriesOf } from '../forged-tokens.js';
import { EVIDENCE, LADDER, NUMBERING, SCORING } from '../rules.js';
import { award, bodies } from './bodies.js';

/** Two cities with something in every state that bad input can meet. */
export interface Place {
  readonly city: City;
  readonly other: City;
  readonly school: CityUnit;
  readonly station: CityUnit;
  /** Dissolved on 2021-01-31. */
  readonly gone: CityUnit;
  /** Of the other city. */
  readonly stranger: CityUnit;
  /** Notices by state; both issued ones name school and station, the reported one was reported by the office. */
  readonly notices: Readonly<Record<'filed' | 'issued' | 'reported' | 'withdrawn' | 'praise', string>>;
  readonly activities: Readonly<Record<'open' | 'closed' | 'lawful', string>>;
  readonly tokens: Readonly<Record<'expired' | 'assessor' | 'operator' | 'district', string>> &
    ReturnType<typeof forgeriesOf>;
  /** A position of a receipt. */
  readonly position: string;
}

/** The key and body of a registration that was done. */
export const USED_KEY = 'used-by-a-registration';

export async function preparePlace(server: StartedServer): Promise<Place> {
  const city = await City.found(server, '990100');
  const other = await City.found(server, '990200');
  await city.adopt('documents', NUMBERING);
  await city.adopt('titles', LADDER);
  await city.adopt('activities', EVIDENCE);
  await city.adopt('assessment', SCORING);
  const { office } = city;
  await office.do('/v1/cycles', { id: '990100-2021', from: '2021-01-01', to: '2021-12-31' });
  const school = await city.unit('示例学校');
  const station = await city.unit('示例车站');
  const gone = await city.unit('示例旧社区');
  const stranger = await other.unit('邻市单位', other.district);
  await office.do(`/v1/units/${gone.id}/dissolve`, { dissolvedOn: '2021-01-31', reason: '补录' });
  const named = { city, school, station };
  const { position } = await office.do('/v1/units', bodies.unit(named), { key: USED_KEY });
  await office.do(`/v1/titles/${school.id}/district/award`, { ...award('示教办〔2021〕1号'), star: 1 });
  const place = { city, other, school, station, gone, stranger, position };
  const notices = await prepareNotices(named);
  const activities = await prepareActivities(named);
  await settled(server);
  return { ...place, notices, activities, tokens: await prepareTokens(server, city) };
}

type Named = Pick<Place, 'city' | 'school' | 'station'>;

async function prepareNotices(named: Named): Promise<Place['notices']> {
  const { office } = named.city;
  const file = async (changes = {}): Promise<string> =>
    (await office.do('/v1/notices', { ...bodies.notice(named), ...changes })).id;
  const issue = async (id: string, documentNumber: string): Promise<string> => {
    await office.do(`/v1/notices/${id}/issue`, { documentNumber, issuedOn: '2021-05-21', reason: '补录' });
    return id;
  };
  const issued = await issue(await file(), '示文明〔2021〕6号');
  const reported = await issue(await file(), '示文明〔2021〕7号');
  await office.do(`/v1/notices/${reported}/rectification`, bodies.rectification(named));
  const withdrawn = await issue(await file(), '示文明〔2021〕8号');
  await office.do(`/v1/notices/${withdrawn}/withdraw`, { withdrawnOn: '2021-05-25', reason: '名单有误' });
  const praise = await issue(await file({ kind: 'commendation', rectifyBy: undefined }), '示文明〔2021〕9号');
  return { filed: await file(), issued, reported, withdrawn, praise };
}

async function prepareActivities(named: Named): Promise<Place['activities']> {
  const { office } = named.city;
  const register = async (changes = {}): Promise<string> =>
    (await office.do('/v1/activities', { ...bodies.activity(named), ...changes })).id;
  const closed = await register();
  await office.do(`/v1/activities/${closed}/close`, bodies.closing(named));
  return { open: await register(), closed, lawful: await register({ kind: 'law-popularisation' }) };
}

async function prepareTokens(
  server: StartedServer,
  { code, district, office }: City,
): Promise<Place['tokens']> {
  const wish = { roles: ['office'], jurisdiction: code } as const;
  return {
    ...forgeriesOf(office.token),
    expired: await expired(office.token, server.dataDir),
    assessor: await server.tokenFor({ ...wish, actor: 'assessor', roles: ['assessor'] }),
    operator: await server.tokenFor({ actor: 'operator', roles: ['operator'] }),
    district: await server.tokenFor({ ...wish, actor: 'district-office', jurisdiction: district }),
  };
}
