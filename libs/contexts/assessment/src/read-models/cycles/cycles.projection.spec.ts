import { happened, projectionSpec } from '#platform/testing';
import { cycles } from './cycles.projection.js';

const opened = happened('CycleOpened', {
  cycleId: '990100-2021',
  jurisdiction: '990100',
  from: '2021-01-01',
  to: '2021-12-31',
  policy: { jurisdiction: '990000', version: 1 },
});

describe('cycles', () => {
  it('are listed with their window and policy version, by jurisdiction', () => {
    const spec = projectionSpec(cycles).given([opened]);
    expect(spec.row('990100-2021')).toEqual(opened.data);
    expect(spec.indexes('990100-2021')).toEqual({ jurisdiction: '990100' });
  });
});
