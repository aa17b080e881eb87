import { close, outcomes, plan, register } from '../activities.js';
import type { City, CityUnit } from '../city.js';
import type { Desk, GivenReceipt } from '../desk.js';
import { scene } from '../scene.js';
import { server } from './server.js';

interface Line {
  readonly title: string;
  readonly status: string;
  readonly organiserUnitName: string;
  readonly totals?: object;
}

const list = async (desk: Desk, after: GivenReceipt, query = ''): Promise<readonly string[]> =>
  (await desk.see<{ items: readonly Line[] }>(`/v1/activities?${query}`, after)).items
    .map(({ title, status }) => `${title} ${status}`)
    .toSorted();

describe('an activity', () => {
  it('is registered and closed by the unit that organises it, with what it came to', async () => {
    const { city, school, station } = await scene(server);
    const registered = await register(school.desk, school);
    const at = `/v1/activities/${registered.id}`;
    const { reason: backEntryReason, ...planned } = plan(school);
    expect(await school.desk.see(at, registered)).toMatchObject({
      ...planned,
      status: 'registered',
      organiserUnitName: school.name,
      jurisdiction: city.district,
      backEntry: true,
      backEntryReason,
    });

    const measures = { persons: 28, hours: '2.5', leaflets: 300, questionnaires: 40, approximate: true };
    const closed = await close(
      school.desk,
      registered,
      outcomes(
        [
          [school, 30],
          [station, 5],
        ],
        measures,
      ),
    );
    expect(await city.office.see(at, closed)).toMatchObject({
      status: 'closed',
      occurredFrom: '2021-03-05',
      outcomes: {
        units: [
          { unitId: school.id, unitName: school.name, personTimes: 30 },
          { unitId: station.id, unitName: station.name, personTimes: 5 },
        ],
        ...measures,
      },
      evidence: [{ kind: '照片' }],
      policyVersion: 1,
      policyJurisdiction: city.code,
    });
    expect(await station.desk.see(at, closed)).toMatchObject({ title: plan(school).title });
    const { items } = await city.office.see<{ items: readonly Line[] }>('/v1/activities', closed);
    expect(items).toMatchObject([
      { organiserUnitName: school.name, totals: { units: 2, personTimes: 35, evidence: 1, ...measures } },
    ]);
    expect(await school.desk.refused(`${at}/close`, outcomes([[school, 30]]))).toBe(
      '409 activity-already-closed',
    );
  });

  it('that is planned ahead is no back-entry', async () => {
    const { city, school } = await scene(server);
    const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const planned = await register(city.office, school, {
      plannedFrom: day,
      plannedTo: day,
      reason: undefined,
    });
    expect(await city.office.see(`/v1/activities/${planned.id}`, planned)).not.toHaveProperty('backEntry');
  });

  it('is closed with evidence where the policy of the time asks for it', async () => {
    const { city, school } = await scene(server);
    const { office } = city;
    const lawful = await register(office, school, { kind: 'law-popularisation' });
    const bare = { ...outcomes([[school, 1]]), evidence: [] };
    expect(await office.refused(`/v1/activities/${lawful.id}/close`, bare)).toBe('422 evidence-required');
    await office.do('/v1/policies/activities', {
      jurisdiction: city.district,
      effectiveFrom: '2021-03-01',
      rules: { evidenceRequiredFor: [] },
    });
    const closed = await close(office, lawful, bare);
    expect(await office.see(`/v1/activities/${lawful.id}`, closed)).toMatchObject({
      status: 'closed',
      policyVersion: 1,
      policyJurisdiction: city.district,
    });
  });
});

describe('the list of activities', () => {
  it('is that of a subtree, a kind, a state, a series or name, an organiser, days, a year, or of the unit that asks', async () => {
    const { city, school, station } = await scene(server);
    const { office } = city;
    const lecture = await register(office, school, { title: '讲座', kind: 'lecture', series: '道德讲堂' });
    await register(office, station, { title: '巡护', plannedFrom: '2021-04-01', plannedTo: '2021-04-02' });
    const last = await close(office, lecture, outcomes([[school, 9]]));
    const lists = (query: string) => list(office, last, query);
    expect(await lists('')).toEqual(['巡护 registered', '讲座 closed']);
    expect(await lists(`jurisdiction=${city.district}`)).toEqual(['讲座 closed']);
    expect(await lists('kind=volunteer-service')).toEqual(['巡护 registered']);
    expect(await lists('status=closed')).toEqual(['讲座 closed']);
    expect(await lists('status=registered')).toEqual(['巡护 registered']);
    expect(await lists(`series=${encodeURIComponent('道德讲堂')}`)).toEqual(['讲座 closed']);
    expect(await lists(`organiserUnitId=${station.id}`)).toEqual(['巡护 registered']);
    expect(await lists(`name=${encodeURIComponent('道德讲堂')}`)).toEqual(['讲座 closed']);
    expect(await lists(`name=${encodeURIComponent('巡护')}`)).toEqual(['巡护 registered']);
    expect(await lists('voluntary=true')).toEqual(['巡护 registered']);
    expect(await lists('voluntary=false')).toEqual(['讲座 closed']);
    expect(await lists('year=2021')).toEqual(['讲座 closed']);
    expect(await lists('year=2022')).toEqual([]);
    expect(await lists('from=2021-04-01')).toEqual(['巡护 registered']);
    expect(await lists('to=2021-03-31')).toEqual(['讲座 closed']);
    expect(await list(station.desk, last)).toEqual(['巡护 registered']);
    expect(await list(station.desk, last, `organiserUnitId=${school.id}`)).toEqual([]);
  });
});

describe('what activities came to', () => {
  interface Figure {
    readonly topic: string;
    readonly measure: string;
    readonly name?: string;
    readonly value: number;
    readonly approximate: boolean;
  }

  /** `name measure value` of the year's volunteer activities; `~` before what is rounded. */
  const summary = async (city: City, after: GivenReceipt): Promise<readonly string[]> => {
    const path = `/v1/summary?jurisdiction=${city.code}&year=2021&limit=500`;
    const { items } = await city.office.see<{ items: readonly Figure[] }>(path, after);
    return items
      .filter(({ topic }) => topic === 'volunteer-activity')
      .map(
        ({ name = 'all', measure, value, approximate }) =>
          `${name} ${measure} ${approximate ? '~' : ''}${value}`,
      );
  };

  it('is summed up by name: units once, times and person-times as often as they were', async () => {
    const { city, school, station } = await scene(server);
    const first = await register(city.office, school);
    const second = await register(city.office, school);
    await register(city.office, school, { title: '未结项' });
    await close(
      city.office,
      first,
      outcomes([
        [school, 30],
        [station, 5],
      ]),
    );
    const last = await close(city.office, second, outcomes([[school, 10]], { approximate: true }));
    expect(await summary(city, last)).toEqual(
      expect.arrayContaining([
        'all activities 2',
        'all personTimes ~45',
        '清洁家园 units 2',
        '清洁家园 times 2',
        '清洁家园 personTimes ~45',
      ]),
    );
  });

  it('scores up to the cap of the policy', async () => {
    const { city, school, station } = await scene(server);
    const total = async ({ id }: CityUnit, after: GivenReceipt): Promise<string> =>
      (await city.office.see<{ total: string }>(`/v1/scores/${id}?cycle=${city.code}-2021`, after)).total;
    const totals: string[] = [];
    for (const times of [30, 20, 10]) {
      const closed = await close(
        city.office,
        await register(city.office, school),
        outcomes([[school, times]]),
      );
      totals.push(await total(school, closed));
    }
    const last = await close(city.office, await register(city.office, school), outcomes([[station, 1]]));
    expect(totals).toEqual(['60.5', '61', '61']);
    expect(await total(station, last)).toBe('60.5');
  });
});
