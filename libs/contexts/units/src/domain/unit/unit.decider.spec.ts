import { given, TEST_TODAY, testContext } from '#platform/testing';
import { DissolveUnit, RegisterUnit } from './unit.commands.js';
import { unit } from './unit.decider.js';
import type { UnitDissolved, UnitRegistered } from './unit.events.js';

const unitId = '00000000-0000-8000-8000-000000000001';
const asked = { unitId, name: '示例局', jurisdiction: '990100', kind: 'organ' as const };
const registered: UnitRegistered = { type: 'UnitRegistered', data: asked };
const dissolved: UnitDissolved = {
  type: 'UnitDissolved',
  data: { unitId, jurisdiction: '990100', dissolvedOn: '2021-05-31' },
};
const dissolve = (dissolvedOn: string, reason?: string) =>
  new DissolveUnit({ unitId, dissolvedOn }, testContext(reason === undefined ? {} : { reason }));

describe('a unit', () => {
  it('is registered', () => {
    given(unit, []).when(new RegisterUnit(asked, testContext())).then([registered]);
  });

  it('keeps its head-count with the day it was stated', () => {
    given(unit, [])
      .when(new RegisterUnit({ ...asked, headCount: 40 }, testContext()))
      .then([{ type: 'UnitRegistered', data: { ...asked, headCount: { persons: 40, on: TEST_TODAY } } }]);
  });

  it('is registered once', () => {
    given(unit, [registered])
      .when(new RegisterUnit(asked, testContext()))
      .thenRejected('unit-already-registered');
  });

  it('is dissolved on a day', () => {
    const data = { unitId, jurisdiction: '990100', dissolvedOn: TEST_TODAY };
    given(unit, [registered])
      .when(dissolve(TEST_TODAY))
      .then([{ type: 'UnitDissolved', data }]);
  });

  it('is dissolved on a day that is over with a reason, and flagged', () => {
    given(unit, [registered])
      .when(dissolve('2021-05-31'))
      .thenRejected('back-entry-needs-reason', { pointer: '/reason' });
    given(unit, [registered])
      .when(dissolve('2021-05-31', '文件次日送达'))
      .then([{ ...dissolved, data: { ...dissolved.data, backEntry: true } }]);
  });

  it('dissolved again on the same day stays as it is', () => {
    given(unit, [registered, dissolved]).when(dissolve('2021-05-31')).thenNothing();
  });

  it('is not dissolved again on another day', () => {
    given(unit, [registered, dissolved])
      .when(dissolve('2021-05-30'))
      .thenRejected('unit-already-dissolved', { dissolvedOn: '2021-05-31' });
  });

  it('is not dissolved before it is registered, nor in the future', () => {
    given(unit, []).when(dissolve('2021-05-31')).thenRejected('unit-not-registered');
    given(unit, [registered])
      .when(dissolve('2021-06-02'))
      .thenRejected('dissolved-in-future', { pointer: '/dissolvedOn' });
  });
});
