import { type Decider, rejections } from '#platform/event-sourcing';
import type { OpenCycle } from './cycle.commands.js';
import type { CycleEvent, CycleOpened } from './cycle.events.js';

export type CycleRejection = 'cycle-ends-before-start' | 'window-misses-year' | 'cycle-already-open';

export type Cycle =
  { readonly status: 'unopened' } | { readonly status: 'open'; readonly from: string; readonly to: string };

/** The policy in force where and when the cycle begins. */
export interface CycleFacts {
  readonly policy: CycleOpened['data']['policy'];
}

const rejected = rejections<CycleRejection>();

export const cycleStream = (cycleId: string): string => `assessment.cycle-${cycleId}`;

const CYCLE_ID = /^(\d{6})-(\d{4})$/;

/** `140800-2021` → where and which year; null when the text is no cycle's id. */
export function parseCycleId(
  cycleId: string,
): { readonly jurisdiction: string; readonly year: string } | null {
  const [, jurisdiction, year] = CYCLE_ID.exec(cycleId) ?? [];
  return jurisdiction !== undefined && year !== undefined ? { jurisdiction, year } : null;
}

/** An assessment cycle (测评周期): a window of days whose facts are scored by one policy version. */
export const cycle: Decider<OpenCycle, Cycle, CycleEvent, CycleFacts> = {
  initialState: { status: 'unopened' },
  decide({ data: { cycleId, from, to } }, state, { policy }) {
    const parsed = parseCycleId(cycleId);
    if (!parsed) throw new Error(`${cycleId} is no cycle id`);
    const { jurisdiction, year } = parsed;
    if (to < from) throw rejected('cycle-ends-before-start', { pointer: '/to' });
    if (to.slice(0, 4) < year || from.slice(0, 4) > year)
      throw rejected('window-misses-year', { pointer: '/from', year });
    if (state.status === 'unopened')
      return [{ type: 'CycleOpened', data: { cycleId, jurisdiction, from, to, policy } }];
    if (state.from === from && state.to === to) return [];
    throw rejected('cycle-already-open', { pointer: '/id', from: state.from, to: state.to });
  },
  evolve(_, { type, data }) {
    switch (type) {
      case 'CycleOpened':
        return { status: 'open', from: data.from, to: data.to };
    }
  },
};
