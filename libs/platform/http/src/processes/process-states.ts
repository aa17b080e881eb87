import { type EngineStatus, lagOf } from '#platform/processes';
import type { ProcessState } from './processes.answer.js';

/**
 * How every process stands, as the status route answers it. `reached`: an ordinal others have read up to. What is
 * known of a thread that is gone or silent is old: that it is so comes before what it said last.
 */
export function processStates(status: EngineStatus, reached: number): readonly ProcessState[] {
  const { state, reason, processes } = status;
  const isHeard = state !== 'silent' && state !== 'ended';
  return processes.map((process) => {
    const lag = lagOf(status, process, reached);
    return isHeard && process.state === 'parked'
      ? { ...process, state: process.state, lag }
      : { ...process, state, reason, lag };
  });
}
