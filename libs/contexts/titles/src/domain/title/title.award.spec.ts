import { given, TEST_TODAY, testContext } from '#platform/testing';
import type { LadderRung, Rung, TitleRules } from '../title-policy/title-policy.events.js';
import { AwardStar } from './title.commands.js';
import { title, type TitleFacts } from './title.decider.js';
import type { StarAwarded, TitleRevoked } from './title.events.js';

const unitId = '00000000-0000-8000-8000-000000000001';
const text = '示文明[2021]6号';
const documentNumber = '示文明〔2021〕6号';
const judged = { policyVersion: 3, policyJurisdiction: '990100' };
const paper = (effectiveOn: string) => ({
  body: '示例市文明委',
  documentNumber: text,
  legalBasis: '示例市文明单位管理办法',
  effectiveOn,
});
const recorded = (effectiveOn: string) => ({
  jurisdiction: '990102',
  decision: { ...paper(effectiveOn), documentNumber, documentNumberText: text },
  ...judged,
  ...(effectiveOn < TEST_TODAY && { backEntry: true as const }),
});

// The way of a real unit: district ★1, then city ★2, then city ★3.
const rungs: readonly LadderRung[] = [
  { level: 'district', star: 1, from: [] },
  { level: 'city', star: 2, from: [{ level: 'district', star: 1 }] },
  { level: 'city', star: 3, from: [{ level: 'city', star: 2 }, { level: 'province' }] },
  { level: 'province', from: [{ level: 'city' }] },
];
const facts = (held: readonly Rung[] = [], rules: Partial<TitleRules> = {}): TitleFacts => ({
  policy: {
    jurisdiction: '990100',
    version: 3,
    effectiveFrom: '2020-01-01',
    rules: { levels: ['district', 'city', 'province'], rungs, termYears: { city: 3 }, ...rules },
  },
  jurisdiction: '990102',
  heldElsewhere: held,
  documentNumber,
});
const dry = (of: TitleFacts): TitleFacts => ({ ...of, documentNumber: undefined });
const districtStar: Rung = { level: 'district', star: 1 };

const award = (level: 'district' | 'city' | 'province' | 'national', star?: number, on = '2021-05-01') =>
  new AwardStar({ unitId, level, star, cycle: '990100-2021', decision: paper(on) }, testContext());

const awarded = (star: number, on: string, until: string): StarAwarded => ({
  type: 'StarAwarded',
  data: { unitId, level: 'city', star, cycle: '990100-2021', until, ...recorded(on) },
});
const revoked = (on: string, since: string): TitleRevoked => ({
  type: 'TitleRevoked',
  data: { unitId, level: 'city', star: 2, since, ...recorded(on) },
});
const cityStar = awarded(2, '2020-05-01', '2023-05-01');

describe('an award', () => {
  it('goes from district ★1 to city ★2 where the ladder says so', () => {
    given(title)
      .when(award('city', 2), facts([districtStar]))
      .then([awarded(2, '2021-05-01', '2024-05-01')]);
  });

  it('goes from city ★2 to city ★3', () => {
    given(title, [cityStar])
      .when(award('city', 3), facts())
      .then([awarded(3, '2021-05-01', '2024-05-01')]);
  });

  it('needs nothing where the rung is an open entry, and has no end where there is no term', () => {
    const { data } = cityStar;
    const { until: _, ...endless } = { ...data, ...recorded('2021-05-01') };
    given(title)
      .when(award('district', 1), facts())
      .then([{ type: 'StarAwarded', data: { ...endless, level: 'district', star: 1 } }]);
  });

  it('may have no star, and a level without a star asks for its title with whatever star', () => {
    const { star: _, until: __, ...plain } = { ...cityStar.data, ...recorded('2021-05-01') };
    given(title)
      .when(award('province'), facts([{ level: 'city', star: 3 }]))
      .then([{ type: 'StarAwarded', data: { ...plain, level: 'province' } }]);
  });

  it('is refused where none of the rungs below is held', () => {
    given(title)
      .when(award('city', 3), facts([districtStar]))
      .thenRejected('ladder-refuses', {
        rung: 'city ★3',
        required: ['city ★2', 'province'],
        held: ['district ★1'],
        ...judged,
      });
  });

  it('is refused where the rung below is held no more on that day', () => {
    given(title, [cityStar, revoked('2021-04-30', '2020-05-01')])
      .when(award('city', 3), facts())
      .thenRejected('ladder-refuses');
    given(title, [awarded(2, '2018-05-01', '2021-05-01')])
      .when(award('city', 3), facts())
      .thenRejected('ladder-refuses');
  });

  it('is refused for a level or a rung that the policy does not have', () => {
    given(title)
      .when(award('national'), facts())
      .thenRejected('level-not-in-policy', { level: 'national', ...judged });
    given(title)
      .when(award('city', 5), facts())
      .thenRejected('rung-not-in-policy', { pointer: '/star', rung: 'city ★5', ...judged });
  });

  it('is refused while the same or a higher star of the level is held', () => {
    given(title, [cityStar])
      .when(award('city', 2), facts([districtStar]))
      .thenRejected('title-already-held', { held: 'city ★2', since: '2020-05-01' });
    given(title, [awarded(3, '2020-05-01', '2023-05-01')])
      .when(award('city', 2), facts([districtStar]))
      .thenRejected('title-already-held', { held: 'city ★3', since: '2020-05-01' });
  });

  it('may be made again after the title was revoked or its term is over', () => {
    given(title, [cityStar, revoked('2021-04-30', '2020-05-01')])
      .when(award('city', 2), facts([districtStar]))
      .then([awarded(2, '2021-05-01', '2024-05-01')]);
    given(title, [awarded(2, '2018-05-01', '2021-05-01')])
      .when(award('city', 2), facts([districtStar]))
      .then([awarded(2, '2021-05-01', '2024-05-01')]);
  });

  it('does not take effect in the future, nor before the last decision on the title', () => {
    given(title)
      .when(award('city', 2, '2021-06-02'), facts([districtStar]))
      .thenRejected('effective-in-future', { pointer: '/decision/effectiveOn' });
    given(title, [cityStar])
      .when(award('city', 3, '2020-04-30'), facts([{ level: 'province' }]))
      .thenRejected('earlier-than-last-decision', {
        pointer: '/decision/effectiveOn',
        lastEffectiveOn: '2020-05-01',
      });
  });

  it('recorded after the day it took effect is flagged as back-entry and needs no reason', () => {
    const on = (day: string) => given(title).when(award('city', 2, day), facts([districtStar]));
    const { backEntry, ...onTheDay } = awarded(2, TEST_TODAY, '2024-06-01').data;
    expect(backEntry).toBeUndefined();
    on(TEST_TODAY).then([{ type: 'StarAwarded', data: onTheDay }]);
    const late = awarded(2, '2021-05-31', '2024-05-31').data;
    expect(late.backEntry).toBe(true);
    on('2021-05-31').then([{ type: 'StarAwarded', data: late }]);
  });

  it('comes to nothing without a number, and is refused without one, too', () => {
    given(title)
      .when(award('city', 2), dry(facts([districtStar])))
      .thenNothing();
    given(title).when(award('city', 2), dry(facts())).thenRejected('ladder-refuses');
  });
});
