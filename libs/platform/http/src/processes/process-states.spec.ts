import type { EngineStatus, ProcessStatus } from '#platform/processes';
import { processStates } from './process-states.js';

const reminder: ProcessStatus = {
  name: 'reminder',
  version: 1,
  state: 'active',
  reason: null,
  ordinal: 3,
  fence: 0,
  outbox: { open: 0, parked: 0 },
  timers: { pending: 1, nextDueAt: '2021-06-01T16:00:00.000Z' },
  parked: [],
};
const parked: ProcessStatus = { ...reminder, name: 'closer', state: 'parked', reason: 'it threw' };
const engine: EngineStatus = {
  state: 'following',
  since: '2021-06-01T00:00:00.000Z',
  reason: null,
  ordinal: 10,
  behindSince: null,
  processes: [reminder, parked],
};

const shown = (changes: Partial<EngineStatus>, reached: number) =>
  processStates({ ...engine, ...changes }, reached).map(({ state, reason, lag }) => ({ state, reason, lag }));

describe('the states of processes', () => {
  it('are their engine’s, or that one is parked itself', () => {
    expect(shown({}, -1)).toEqual([
      { state: 'following', reason: null, lag: 7 },
      { state: 'parked', reason: 'it threw', lag: 7 },
    ]);
  });

  it.each(['silent', 'ended'] as const)(
    'are all %s, for its reason, where the thread is; how far behind, others know',
    (state) => {
      const told = { state, reason: 'the thread does not answer', lag: 1200 };
      expect(shown({ state, reason: told.reason, ordinal: 3 }, 1203)).toEqual([told, told]);
    },
  );

  it('have no lag where somebody else leads', () => {
    const standby = { state: 'standby', reason: 'another process leads', ordinal: null } as const;
    expect(shown(standby, 1203).map(({ lag }) => lag)).toEqual([0, 0]);
  });
});
