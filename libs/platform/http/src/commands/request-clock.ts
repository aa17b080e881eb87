import { type Clock, isCalendarDate, systemClock } from '#platform/values';
import { PlatformProblem } from '../problems/exceptions.js';

/** The time requests take place in. */
export interface RequestClock extends Clock {
  /** The instant of a request that brought this Civitas-Now header, or none. Throws a problem when it may not. */
  take(given: string | undefined): string;
  /** Milliseconds the system's clock lies before the instant given last; 0 while it does not, or does not matter. */
  behindMs(): number;
  /** Whoever does things when their time comes: told of each advance of a driven clock. Real time moves by itself. */
  onAdvance(listener: AdvanceListener): void;
  /** What became due at the last advance is done; null when there was nothing to wait for. */
  advanced(): Promise<unknown> | null;
}

/** Resolves when everything due by then is done; never rejects. */
export type AdvanceListener = (now: string) => Promise<void>;

/** The system's clock was found this far before the instant that holds until it is reached again. */
export type SetBackListener = (behindMs: number, held: string) => void;

/** Less is the usual correction of a clock. */
const TOLERATED_MS = 5000;

/**
 * Real time that never goes back: from `last` on, and while the system's clock lies before an instant given
 * already, that one is given again. So neither `recordedAt` nor today's date goes back when the clock does; once a
 * time that it does by more than 5 s the listener hears of it. A given now is refused.
 */
export function realClock(
  last: string,
  setBack: SetBackListener = () => undefined,
  system: Clock = systemClock,
): RequestClock {
  let held = last;
  let told = false;
  const behindMs = (): number => Math.max(0, Date.parse(held) - Date.parse(system.now()) || 0);
  const now = (): string => {
    const instant = system.now();
    if (instant >= held) {
      told = false;
      return (held = instant);
    }
    if (!told && behindMs() > TOLERATED_MS) {
      told = true;
      setBack(behindMs(), held);
    }
    return held;
  };
  const take = (given: string | undefined): string => {
    if (given !== undefined) throw new PlatformProblem('clock-not-driven');
    return now();
  };
  return { now, take, behindMs, onAdvance: () => undefined, advanced: () => null };
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/;

/**
 * A demo's clock: the last given now, from `start`, never going back. Where the listener can be reached from other
 * machines nothing is accepted.
 */
export function drivenClock(start: string, loopback: boolean): RequestClock {
  let last = new Date(start).toISOString();
  const listeners: AdvanceListener[] = [];
  let advanced: Promise<unknown> | null = null;
  return {
    now: () => last,
    behindMs: () => 0,
    onAdvance: (listener) => void listeners.push(listener),
    advanced: () => advanced,
    take(given) {
      if (given === undefined) return last;
      if (!loopback) throw new PlatformProblem('clock-not-driven');
      const parts = INSTANT.exec(given);
      if (!parts || !isCalendarDate(parts[1] as string)) throw new PlatformProblem('malformed-now');
      const now = new Date(given).toISOString();
      if (now < last) throw new PlatformProblem('clock-goes-back', { last });
      if (now > last) {
        last = now;
        const told: Promise<unknown> = Promise.all(listeners.map((listener) => listener(now))).then(() => {
          if (advanced === told) advanced = null;
        });
        advanced = told;
      }
      return now;
    },
  };
}
