import assert from 'node:assert/strict';
import type {
  AnyProcess,
  DueTimer,
  IntendedCommand,
  ProcessEvent,
  Reaction,
  TimerWish,
} from '#platform/processes';
import { placed } from './happened.js';
import { deepFreeze, storedJson } from './purity.js';

/** What a process wants done: commands by the name of their class. */
export interface Wanted {
  readonly commands?: readonly {
    readonly command: string;
    readonly data: object;
    readonly reason?: string;
  }[];
  readonly timers?: readonly TimerWish[];
}

/**
 * Given/when/then for processes: `processSpec(process).given(events).when(event).then(wanted)`, or `.whenDue(key,
 * timer)`. States and events are frozen and states go through JSON; every step runs twice and must answer the same.
 */
export function processSpec(process: AnyProcess) {
  return {
    given(...events: readonly ProcessEvent[]) {
      const states = new Map<string, object>();
      const history = [...deepFreeze(placed(events))];
      for (const event of history) react(process, states, event);
      return {
        /** What the last of these events leads to. */
        when: (event: ProcessEvent) => {
          const [at] = placed([...history, event]).slice(-1);
          return wants(react(process, states, deepFreeze(at ?? event)));
        },
        whenDue: (key: string, timer: DueTimer) => {
          const state = states.get(key) ?? null;
          return wants(
            twice(process, () => process.onTimer(state, deepFreeze(timer), key) as Reaction<object>),
          );
        },
        state: (key: string): object | null => states.get(key) ?? null,
      };
    },
  };
}

function wants({ commands = [], timers = [] }: Reaction<object>) {
  const shown = ({ command, data, reason }: IntendedCommand) => ({
    command: command.name,
    data,
    ...(reason !== undefined && { reason }),
  });
  return {
    /** Exactly this, whole. */
    then: (wanted: Wanted): void =>
      assert.deepStrictEqual(
        { commands: commands.map(shown), timers },
        { commands: [], timers: [], ...wanted },
      ),
    thenNothing: (): void => assert.deepStrictEqual({ commands, timers }, { commands: [], timers: [] }),
  };
}

function react(process: AnyProcess, states: Map<string, object>, event: ProcessEvent): Reaction<object> {
  assert(process.handles.includes(event.type), `${process.name} does not handle ${event.type}`);
  const key = process.keyOf(event);
  if (key === null) return { state: null };
  const reaction = twice(process, () => process.react(states.get(key) ?? null, event) as Reaction<object>);
  for (const { command } of reaction.commands ?? [])
    assert(process.sends.includes(command), `${process.name} does not say that it sends ${command.name}`);
  if (reaction.state === null) states.delete(key);
  else states.set(key, deepFreeze(storedJson(reaction.state)));
  return reaction;
}

function twice(process: AnyProcess, work: () => Reaction<object>): Reaction<object> {
  const reaction = work();
  assert.deepStrictEqual(work(), reaction, `${process.name} is not pure`);
  return reaction;
}
