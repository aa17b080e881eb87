import type { RelayStatus } from '#platform/messaging';
import type { Log } from '#platform/observability';

/** Logs every change of phase or of what is parked. One that is live and takes what comes has not changed. */
export function phaseLog(log: Pick<Log, 'info' | 'warn'>): (status: RelayStatus) => void {
  let last = '';
  let before = '';
  return ({ phase, reason, ordinal, parked, behindSince }) => {
    before = phase === 'catching-up' && before === 'live' ? before : phase;
    const words = JSON.stringify([before, reason, parked, behindSince]);
    if (words === last) return;
    last = words;
    const well = reason === null && behindSince === null && parked.length === 0;
    log[well ? 'info' : 'warn']({ phase, reason, ordinal, behindSince, parked }, 'relay');
  };
}
