import { given, testContext } from '#platform/testing';
import { OpenCycle } from './cycle.commands.js';
import { cycle, parseCycleId } from './cycle.decider.js';
import type { CycleOpened } from './cycle.events.js';

const facts = { policy: { jurisdiction: '990000', version: 2 } };
const open = (from = '2021-01-01', to = '2021-12-31') =>
  new OpenCycle({ cycleId: '990100-2021', from, to }, testContext());
const opened: CycleOpened = {
  type: 'CycleOpened',
  data: {
    cycleId: '990100-2021',
    jurisdiction: '990100',
    from: '2021-01-01',
    to: '2021-12-31',
    policy: { jurisdiction: '990000', version: 2 },
  },
};

describe('a cycle', () => {
  it('opens and pins the policy in force', () => {
    given(cycle).when(open(), facts).then([opened]);
  });

  it('opened again with the same window stays as it is, whatever policy came since', () => {
    given(cycle, [opened])
      .when(open(), { policy: { jurisdiction: '990100', version: 1 } })
      .thenNothing();
  });

  it('is not opened again with another window', () => {
    given(cycle, [opened])
      .when(open('2021-01-01', '2021-11-30'), facts)
      .thenRejected('cycle-already-open', { pointer: '/id', from: '2021-01-01', to: '2021-12-31' });
  });

  it('does not end before it begins', () => {
    given(cycle).when(open('2021-12-31', '2021-12-30'), facts).thenRejected('cycle-ends-before-start');
  });

  it('lasts a day at least', () => {
    given(cycle)
      .when(open('2021-06-01', '2021-06-01'), facts)
      .then([{ ...opened, data: { ...opened.data, from: '2021-06-01', to: '2021-06-01' } }]);
  });

  it('has a window that touches the year it is named after', () => {
    given(cycle).when(open('2019-01-01', '2020-12-31'), facts).thenRejected('window-misses-year');
    given(cycle).when(open('2022-01-01', '2022-12-31'), facts).thenRejected('window-misses-year');
    const early = open('2020-12-01', '2021-11-30');
    given(cycle)
      .when(early, facts)
      .then([{ ...opened, data: { ...opened.data, from: '2020-12-01', to: '2021-11-30' } }]);
  });

  it('says by its id where and when it is', () => {
    expect(parseCycleId('990100-2021')).toEqual({ jurisdiction: '990100', year: '2021' });
    expect(parseCycleId('9901-2021')).toBeNull();
    expect(parseCycleId('990100-2021-1')).toBeNull();
  });
});
