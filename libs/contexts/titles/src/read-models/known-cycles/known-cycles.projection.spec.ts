import { cycleOpenedV1 } from '#contexts/assessment/contracts';
import { happened, projectionSpec } from '#platform/testing';
import { knownCycles } from './known-cycles.projection.js';

it('a cycle is known by its id, and where it is', () => {
  const policy = { jurisdiction: '990000', version: 1 };
  const window = { from: '2021-01-01', to: '2021-12-31' };
  const opened = { cycleId: '990100-2021', jurisdiction: '990100', ...window, policy };
  expect(
    projectionSpec(knownCycles)
      .given([happened(cycleOpenedV1, opened)])
      .row('990100-2021'),
  ).toEqual({
    jurisdiction: '990100',
  });
});
