import { type Clock, isCalendarDate, systemClock } from '#platform/values';
import { PlatformProblem } from '../problems/exceptions.js';

/** The time requests take place in. */
export interface RequestClock extends Clock {
  /** The instant of a request that brought this Civitas-Now header, or none. Throws a problem when it may not. */
  take(given: string | undefined): string;
}

/** Real time. A given now is refused. */
export const realClock: RequestClock = {
  now: () => systemClock.now(),
  take(given) {
    if (given !== undefined) throw new PlatformProblem('clock-not-driven');
    return systemClock.now();
  },
};

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/;

/**
 * A demo's clock: the last given now, from `start`, never going back. Where the listener can be reached from other
 * machines nothing is accepted.
 */
export function drivenClock(start: string, loopback: boolean): RequestClock {
  let last = new Date(start).toISOString();
  return {
    now: () => last,
    take(given) {
      if (given === undefined) return last;
      if (!loopback) throw new PlatformProblem('clock-not-driven');
      const parts = INSTANT.exec(given);
      if (!parts || !isCalendarDate(parts[1] as string)) throw new PlatformProblem('malformed-now');
      const now = new Date(given).toISOString();
      if (now < last) throw new PlatformProblem('clock-goes-back', { last });
      last = now;
      return now;
    },
  };
}
