import { given, testContext } from '#platform/testing';
import { AdoptActivitiesPolicy } from './activities-policy.commands.js';
import { activitiesPolicy } from './activities-policy.decider.js';
import type { ActivitiesPolicyAdopted } from './activities-policy.events.js';

const asked = {
  jurisdiction: '990100',
  effectiveFrom: '2021-01-01',
  rules: { evidenceRequiredFor: ['lecture' as const] },
};
const adopted: ActivitiesPolicyAdopted = { type: 'ActivitiesPolicyAdopted', data: { version: 1, ...asked } };
const adopt = (changes: Partial<AdoptActivitiesPolicy['data']> = {}) =>
  new AdoptActivitiesPolicy({ ...asked, ...changes }, testContext());

describe('the activities policy', () => {
  it('is adopted in versions', () => {
    given(activitiesPolicy.life).when(adopt()).then([adopted]);
    given(activitiesPolicy.life, [adopted])
      .when(adopt({ effectiveFrom: '2021-07-01' }))
      .then([{ ...adopted, data: { ...adopted.data, version: 2, effectiveFrom: '2021-07-01' } }]);
  });

  it('adopted again stays as it is', () => {
    given(activitiesPolicy.life, [adopted]).when(adopt()).thenNothing();
  });

  it('never takes effect before the last version', () => {
    given(activitiesPolicy.life, [adopted])
      .when(adopt({ effectiveFrom: '2020-12-31' }))
      .thenRejected('effective-before-last-version');
  });
});
