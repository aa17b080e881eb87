import { given, testContext } from '#platform/testing';
import {
  ParkProjection,
  projectionControl,
  RebuildProjection,
  ResumeProjection,
  RetryProjection,
  SkipEvent,
} from './control.decider.js';
import type { ControlEvent } from './control.events.js';

const projection = 'stars';
const parked: ControlEvent = { type: 'ProjectionParked', data: { projection } };
const resumed: ControlEvent = { type: 'ProjectionResumed', data: { projection } };
const retried: ControlEvent = { type: 'ProjectionKeysRetried', data: { projection } };
const skipped: ControlEvent = { type: 'EventSkipped', data: { projection, ordinal: 7, key: 'unit-1' } };
const of = { projection };
const moving = { isParked: false, generation: 2, isRebuilding: false };
const standing = { ...moving, isParked: true };
const after = (...history: ControlEvent[]) => given(projectionControl, history);

describe('a projection', () => {
  it('is parked unless it is', () => {
    given(projectionControl).when(new ParkProjection(of, testContext()), moving).then([parked]);
    given(projectionControl, [parked]).when(new ParkProjection(of, testContext()), moving).then([parked]);
    given(projectionControl).when(new ParkProjection(of, testContext()), standing).thenNothing();
  });

  it('is resumed and retried as often as it is asked for: each is another attempt', () => {
    const history = [parked, resumed, retried];
    given(projectionControl, history).when(new ResumeProjection(of, testContext()), standing).then([resumed]);
    given(projectionControl, history).when(new RetryProjection(of, testContext()), moving).then([retried]);
  });

  it('is folded anew unless it is being folded', () => {
    const rebuild = new RebuildProjection(of, testContext());
    const asked: ControlEvent = { type: 'ProjectionRebuildRequested', data: { projection, generation: 2 } };
    after().when(rebuild, moving).then([asked]);
    after(asked).when(rebuild, standing).then([asked]);
    after(asked)
      .when(rebuild, { ...moving, isRebuilding: true })
      .thenNothing();
  });

  it('skips an event for a key, or wholly, each once', () => {
    const skip = (more: object) => new SkipEvent({ ...of, ordinal: 7, ...more }, testContext());
    after()
      .when(skip({ key: 'unit-1' }), moving)
      .then([skipped]);
    after(skipped)
      .when(skip({ key: 'unit-1' }), moving)
      .thenNothing();
    after(skipped)
      .when(skip({ key: 'unit-2' }), moving)
      .then([{ type: 'EventSkipped', data: { projection, ordinal: 7, key: 'unit-2' } }]);
    after(skipped)
      .when(skip({}), standing)
      .then([{ type: 'EventSkipped', data: { projection, ordinal: 7 } }]);
  });
});
