import { given, TEST_TODAY, testContext } from '#platform/testing';
import { CloseActivity, RegisterActivity } from './activity.commands.js';
import { activity, type ActivityFacts } from './activity.decider.js';
import type { ActivityClosed, ActivityRegistered } from './activity.events.js';

const activityId = '00000000-0000-8000-8000-000000000001';
const organiserUnitId = '00000000-0000-8000-8000-00000000000a';
const otherUnitId = '00000000-0000-8000-8000-00000000000b';
const planned = {
  activityId,
  title: '示例志愿服务',
  kind: 'volunteer-service' as const,
  mode: 'offline' as const,
  organiserUnitId,
  plannedFrom: '2021-06-01',
  plannedTo: '2021-06-03',
};
const evidence = [{ digest: `sha256:${'a'.repeat(64)}`, kind: 'photo', title: '现场照片' }];
const took = {
  activityId,
  occurredFrom: '2021-06-01',
  occurredTo: '2021-06-01',
  outcomes: { units: [{ unitId: organiserUnitId, personTimes: 5 }], hours: '12.5', approximate: true },
  evidence,
};
const facts: ActivityFacts = { jurisdiction: '990102', policy: null };
const policy = (evidenceRequiredFor: readonly 'volunteer-service'[]): ActivityFacts => ({
  ...facts,
  policy: { jurisdiction: '990100', version: 2, effectiveFrom: '2021-01-01', rules: { evidenceRequiredFor } },
});

const registered: ActivityRegistered = {
  type: 'ActivityRegistered',
  data: { ...planned, jurisdiction: '990102', registeredOn: TEST_TODAY },
};
const closed: ActivityClosed = {
  type: 'ActivityClosed',
  data: {
    activityId,
    title: planned.title,
    kind: planned.kind,
    mode: planned.mode,
    organiserUnitId,
    jurisdiction: '990102',
    occurredFrom: took.occurredFrom,
    occurredTo: took.occurredTo,
    outcomes: took.outcomes,
    evidence,
  },
};

const register = (changes: Partial<RegisterActivity['data']> = {}, reason?: string) =>
  new RegisterActivity({ ...planned, ...changes }, testContext({ reason }));
const close = (changes: Partial<CloseActivity['data']> = {}, reason?: string) =>
  new CloseActivity({ ...took, ...changes }, testContext({ reason }));

describe('registering an activity', () => {
  it('takes the plan with where its organiser stands', () => {
    given(activity).when(register(), facts).then([registered]);
  });

  it('is done once', () => {
    given(activity, [registered]).when(register(), facts).thenRejected('activity-already-registered');
  });

  it('refuses a plan that ends before it begins', () => {
    given(activity)
      .when(register({ plannedTo: '2021-05-31' }), facts)
      .thenRejected('planned-to-before-from', { pointer: '/plannedTo' });
  });

  it('after the plan has begun is back-entry, flagged, with a reason', () => {
    const late = { plannedFrom: '2021-05-31' };
    given(activity)
      .when(register(late), facts)
      .thenRejected('back-entry-needs-reason', { pointer: '/reason', begins: '2021-05-31' });
    given(activity)
      .when(register(late, '补录'), facts)
      .then([{ type: 'ActivityRegistered', data: { ...registered.data, ...late, backEntry: true } }]);
  });
});

describe('closing an activity', () => {
  it('tells all that a reader needs', () => {
    given(activity, [registered]).when(close(), facts).then([closed]);
  });

  it('names the series it belongs to', () => {
    const repeated = { ...registered, data: { ...registered.data, series: '普法' } };
    given(activity, [repeated])
      .when(close(), facts)
      .then([{ type: 'ActivityClosed', data: { ...closed.data, series: '普法' } }]);
  });

  it('is done once, also with the same outcome', () => {
    given(activity, [registered, closed]).when(close(), facts).thenRejected('activity-already-closed');
  });

  it('needs a registration', () => {
    given(activity).when(close(), facts).thenRejected('activity-not-registered');
  });

  it('refuses a time that ends before it begins or lies in the future', () => {
    given(activity, [registered])
      .when(close({ occurredFrom: '2021-06-01', occurredTo: '2021-05-31' }), facts)
      .thenRejected('occurred-to-before-from', { pointer: '/occurredTo' });
    given(activity, [registered])
      .when(close({ occurredTo: '2021-06-02' }), facts)
      .thenRejected('occurred-in-future', { pointer: '/occurredTo' });
  });

  it('counts each unit and each document once', () => {
    const units = [
      { unitId: organiserUnitId, personTimes: 5 },
      { unitId: otherUnitId, personTimes: 1 },
      { unitId: organiserUnitId, personTimes: 2 },
    ];
    given(activity, [registered])
      .when(close({ outcomes: { units } }), facts)
      .thenRejected('participant-listed-twice', { pointer: '/outcomes/units/2/unitId' });
    given(activity, [registered])
      .when(close({ evidence: [...evidence, ...evidence] }), facts)
      .thenRejected('evidence-listed-twice', { pointer: '/evidence/1/digest' });
  });

  it('without evidence is refused where the policy asks for it, and names the policy', () => {
    given(activity, [registered])
      .when(close({ evidence: [] }), policy(['volunteer-service']))
      .thenRejected('evidence-required', {
        pointer: '/evidence',
        kind: 'volunteer-service',
        policyVersion: 2,
        policyJurisdiction: '990100',
      });
  });

  it('without evidence is fine where no policy, or none for its kind, asks for it', () => {
    const bare = { ...closed.data, evidence: [] };
    given(activity, [registered])
      .when(close({ evidence: [] }), facts)
      .then([{ type: 'ActivityClosed', data: bare }]);
    given(activity, [registered])
      .when(close({ evidence: [] }), policy([]))
      .then([{ type: 'ActivityClosed', data: { ...bare, policyVersion: 2, policyJurisdiction: '990100' } }]);
  });

  it('that took place before it was registered is back-entry, flagged, with a reason', () => {
    const early = { occurredFrom: '2021-05-20', occurredTo: '2021-05-20' };
    given(activity, [registered])
      .when(close(early), facts)
      .thenRejected('back-entry-needs-reason', { pointer: '/reason', begins: '2021-05-20' });
    given(activity, [registered])
      .when(close(early, '登记时日期有误'), facts)
      .then([{ type: 'ActivityClosed', data: { ...closed.data, ...early, backEntry: true } }]);
  });

  it('that was back-entry from the start stays flagged and needs no second reason', () => {
    const late: ActivityRegistered = { ...registered, data: { ...registered.data, backEntry: true } };
    given(activity, [late])
      .when(close(), facts)
      .then([{ type: 'ActivityClosed', data: { ...closed.data, backEntry: true } }]);
  });
});
