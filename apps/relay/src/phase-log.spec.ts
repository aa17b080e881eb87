import type { RelayStatus } from '#platform/messaging';
import { phaseLog } from './phase-log.js';

const STATUS: RelayStatus = {
  phase: 'starting',
  reason: null,
  ordinal: 7,
  lag: 0,
  behindSince: null,
  parked: [],
  records: 3,
  transactions: 1,
};

/** What is logged of these, one after another. */
function logged(...said: readonly Partial<RelayStatus>[]): readonly unknown[] {
  const lines: unknown[] = [];
  const line =
    (level: string) =>
    ({ phase, reason, behindSince }: RelayStatus) =>
      lines.push([level, phase, reason ?? behindSince]);
  const tell = phaseLog({ info: line('info'), warn: line('warn') } as never);
  for (const one of said) tell({ ...STATUS, ...one });
  return lines;
}

describe('the log of a relay', () => {
  it('tells each change of phase once, and what it waits for', () => {
    const waiting = { phase: 'waiting', reason: 'the broker is away' } as const;
    expect(logged({ phase: 'live' }, waiting, waiting, { phase: 'catching-up' }, { phase: 'live' })).toEqual([
      ['info', 'live', null],
      ['warn', 'waiting', 'the broker is away'],
      ['info', 'catching-up', null],
      ['info', 'live', null],
    ]);
  });

  it('does not tell of each command that a live relay takes', () => {
    const taken = [{ phase: 'catching-up' }, { phase: 'live', ordinal: 8 }] as const;
    expect(logged({ phase: 'live' }, ...taken, ...taken)).toEqual([['info', 'live', null]]);
  });

  it('tells of one that stands still while it sends', () => {
    const behindSince = '2021-06-01T02:00:00.000Z';
    expect(logged({ phase: 'live' }, { phase: 'catching-up', behindSince })).toEqual([
      ['info', 'live', null],
      ['warn', 'catching-up', behindSince],
    ]);
  });
});
