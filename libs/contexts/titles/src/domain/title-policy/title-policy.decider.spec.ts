import { given, testContext } from '#platform/testing';
import { AdoptTitlePolicy } from './title-policy.commands.js';
import { titlePolicy } from './title-policy.decider.js';
import type { TitlePolicyAdopted, TitleRules } from './title-policy.events.js';

const rules: TitleRules = {
  levels: ['district', 'city'],
  rungs: [
    { level: 'district', star: 1, from: [] },
    { level: 'city', star: 2, from: [{ level: 'district', star: 1 }] },
  ],
  termYears: { city: 3 },
};
const asked = { jurisdiction: '990100', effectiveFrom: '2021-01-01', rules };
const adopted: TitlePolicyAdopted = { type: 'TitlePolicyAdopted', data: { version: 1, ...asked } };
const adopt = (changes: Partial<TitleRules> = {}, effectiveFrom = '2021-01-01') =>
  new AdoptTitlePolicy({ ...asked, effectiveFrom, rules: { ...rules, ...changes } }, testContext());
const refused = (changes: Partial<TitleRules>) => given(titlePolicy.life).when(adopt(changes));

describe('a title policy', () => {
  it('is adopted in versions', () => {
    given(titlePolicy.life).when(adopt()).then([adopted]);
    given(titlePolicy.life, [adopted])
      .when(adopt({ termYears: { city: 2 } }, '2022-01-01'))
      .then([
        {
          type: 'TitlePolicyAdopted',
          data: {
            ...asked,
            version: 2,
            effectiveFrom: '2022-01-01',
            rules: { ...rules, termYears: { city: 2 } },
          },
        },
      ]);
  });

  it('adopted again stays as it is', () => {
    given(titlePolicy.life, [adopted]).when(adopt()).thenNothing();
  });

  it('never takes effect before the last version', () => {
    given(titlePolicy.life, [adopted])
      .when(adopt({}, '2020-12-31'))
      .thenRejected('effective-before-last-version', {
        pointer: '/effectiveFrom',
        lastEffectiveFrom: '2021-01-01',
      });
  });

  it('lists each level and each rung once', () => {
    refused({ levels: ['district', 'city', 'district'] }).thenRejected('level-listed-twice', {
      level: 'district',
      pointer: '/rules/levels/2',
    });
    refused({
      rungs: [...rules.rungs, { level: 'district', star: 1, from: [] }],
    }).thenRejected('rung-listed-twice', { pointer: '/rules/rungs/2' });
  });

  it('names only levels it lists', () => {
    refused({ rungs: [{ level: 'province', from: [] }] }).thenRejected('level-not-listed', {
      level: 'province',
      pointer: '/rules/rungs/0/level',
    });
    refused({
      rungs: [{ level: 'city', from: [{ level: 'national' }] }],
    }).thenRejected('level-not-listed', { level: 'national', pointer: '/rules/rungs/0/from/0/level' });
    refused({ termYears: { province: 3 } }).thenRejected('level-not-listed', {
      level: 'province',
      pointer: '/rules/termYears/province',
    });
  });
});
