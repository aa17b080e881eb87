import type { StartedServer } from '#platform/testing';
import { register } from './activities.js';
import { award, bodies } from './bad-input/bodies.js';
import { type Place, preparePlace } from './bad-input/place.js';
import { type CityUnit, settled } from './city.js';

/** A place with something that came after. */
export interface Past extends Place {
  /** Ordinal of the last event of then, and of the last there is. */
  readonly then: number;
  readonly head: number;
  /** Dissolved after then. */
  readonly mill: CityUnit;
  /** Registered after then. */
  readonly newcomer: CityUnit;
}

/** Of every kind of row that there was then, one has changed since or has come to it. */
export async function preparePast(server: StartedServer): Promise<Past> {
  const place = await preparePlace(server);
  const { city, station, notices, activities } = place;
  const { office } = city;
  const mill = await city.unit('示例老厂');
  const then = await server.head();
  const newcomer = await city.unit('示例新校');
  await settled(server);
  await register(office, newcomer);
  await office.do('/v1/jurisdictions', { code: '990108', name: '示例新区', level: 'district' });
  await office.do('/v1/cycles', { id: '990100-2022', from: '2022-01-01', to: '2022-12-31' });
  await office.do(`/v1/units/${mill.id}/dissolve`, { dissolvedOn: '2021-06-30', reason: '补录' });
  await office.do(`/v1/activities/${activities.open}/close`, bodies.closing(place));
  await office.do(`/v1/notices/${notices.filed}/issue`, bodies.issue());
  await office.do(`/v1/titles/${station.id}/district/award`, { ...award('示教办〔2021〕2号'), star: 1 });
  await settled(server);
  return { ...place, then, head: await server.head(), mill, newcomer };
}
