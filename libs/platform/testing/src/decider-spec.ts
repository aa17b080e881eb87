import assert from 'node:assert/strict';
import { DomainRejection, type Decider, type DomainEvent } from '#platform/event-sourcing';
import { deepFreeze, storedJson } from './purity.js';

type Outcome<E> = { readonly events: readonly E[] } | { readonly rejection: DomainRejection };

/**
 * Given/when/then for deciders: `given(decider, history).when(command, facts?).then(events)`. State, command and
 * facts are frozen, and the decision is taken twice and must be the same both times.
 */
export function given<C, S, E extends DomainEvent, F>(
  decider: Decider<C, S, E, F>,
  history: readonly E[] = [],
) {
  return {
    when(command: C, ...facts: F extends void ? [] : [facts: F]) {
      const state = fold(decider, decider.initialState, history);
      const decide = () =>
        outcomeOf(() => decider.decide(deepFreeze(command), state, deepFreeze(facts[0]) as F));
      const outcome = decide();
      assert.deepStrictEqual(decide(), outcome, 'the decision is not pure');
      if ('events' in outcome) fold(decider, state, outcome.events);
      return {
        /** Exactly these events, whole. */
        then: (events: readonly E[]): void => assert.deepStrictEqual(eventsOf(outcome), storedJson(events)),
        /** The result is already there. */
        thenNothing: (): void => assert.deepStrictEqual(eventsOf(outcome), []),
        /** Refused with this code, and these details when given. */
        thenRejected: (code: string, details?: DomainRejection['details']): void => {
          if ('events' in outcome)
            assert.fail(`not refused with ${code} but ${JSON.stringify(outcome.events)}`);
          assert.equal(outcome.rejection.code, code);
          if (details) assert.deepStrictEqual(outcome.rejection.details, details);
        },
        /** The state afterwards, for what no event shows. */
        state: (): S => fold(decider, state, eventsOf(outcome)),
      };
    },
  };
}

function fold<S, E extends DomainEvent>(
  decider: { evolve(state: S, event: E): S },
  from: S,
  events: readonly E[],
): S {
  let state = deepFreeze(from);
  for (const event of events) state = deepFreeze(decider.evolve(state, deepFreeze(storedJson(event))));
  return state;
}

function outcomeOf<E>(decide: () => readonly E[]): Outcome<E> {
  try {
    return { events: storedJson(decide()) };
  } catch (error) {
    if (!(error instanceof DomainRejection)) throw error;
    return { rejection: error };
  }
}

function eventsOf<E>(outcome: Outcome<E>): readonly E[] {
  if ('rejection' in outcome)
    assert.fail(`refused with ${outcome.rejection.code} ${JSON.stringify(outcome.rejection.details)}`);
  return outcome.events;
}
