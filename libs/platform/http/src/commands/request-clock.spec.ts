import { PlatformProblem } from '../problems/exceptions.js';
import { drivenClock, realClock } from './request-clock.js';

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'accepted';
  } catch (error) {
    if (error instanceof PlatformProblem) return error.code;
    throw error;
  }
};

const NOON = '2026-03-01T12:00:00.000Z';
const after = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();
const [HOUR, DAY] = [3_600_000, 86_400_000];

/** A clock over a system's clock that a test sets. */
function overASystem(last = '') {
  const heard: string[] = [];
  const system = { at: NOON, now: () => system.at };
  const clock = realClock(last, (ms, held) => heard.push(`${ms} before ${held}`), system);
  return { system, clock, heard };
}

describe('a real clock', () => {
  it('refuses a given now', () => {
    const clock = realClock('');
    expect(codeOf(() => clock.take('2021-01-01T00:00:00Z'))).toBe('clock-not-driven');
    expect(clock.take(undefined)).toMatch(/^\d{4}-.*Z$/);
  });

  it.each([1000, HOUR, DAY])('holds the last instant while the system lies %d ms before it', (ms) => {
    const { clock, system } = overASystem();
    expect(clock.take(undefined)).toBe(NOON);
    system.at = after(NOON, -ms);
    expect([clock.take(undefined), clock.now(), clock.behindMs()]).toEqual([NOON, NOON, ms]);
    system.at = after(NOON, 1);
    expect([clock.take(undefined), clock.behindMs()]).toEqual([system.at, 0]);
  });

  it('goes on from the last instant of the ledger', () => {
    const { clock, system } = overASystem(after(NOON, DAY));
    expect([clock.take(undefined), clock.behindMs()]).toEqual([after(NOON, DAY), DAY]);
    system.at = after(NOON, DAY + HOUR);
    expect(clock.take(undefined)).toBe(system.at);
  });

  it('says once a time that the system was set back by more than five seconds', () => {
    const { clock, system, heard } = overASystem();
    clock.now();
    system.at = after(NOON, -5000);
    clock.now();
    expect(heard).toEqual([]);
    for (const back of [HOUR, HOUR - 1]) {
      system.at = after(NOON, -back);
      clock.now();
    }
    system.at = after(NOON, HOUR);
    clock.now();
    system.at = NOON;
    clock.now();
    expect(heard).toEqual([`${HOUR} before ${NOON}`, `${HOUR} before ${after(NOON, HOUR)}`]);
  });
});

describe('a driven clock', () => {
  const clock = (loopback = true) => drivenClock('2021-01-01T00:00:00Z', loopback);

  it('stays at the last given now', () => {
    const driven = clock();
    expect(driven.now()).toBe('2021-01-01T00:00:00.000Z');
    expect(driven.take('2021-03-05T01:30:00Z')).toBe('2021-03-05T01:30:00.000Z');
    expect(driven.take(undefined)).toBe('2021-03-05T01:30:00.000Z');
    expect(driven.now()).toBe('2021-03-05T01:30:00.000Z');
  });

  it('may be given the same instant again and never an earlier one', () => {
    const driven = clock();
    driven.take('2021-03-05T01:30:00Z');
    expect(codeOf(() => driven.take('2021-03-05T01:30:00.000Z'))).toBe('accepted');
    expect(codeOf(() => driven.take('2021-03-05T01:29:59.999Z'))).toBe('clock-goes-back');
    expect(driven.now()).toBe('2021-03-05T01:30:00.000Z');
  });

  it.each(['2021-02-30T00:00:00Z', '2021-03-05', '2021-03-05T25:00:00Z', '2021-03-05T01:30:00+08:00', ''])(
    'is not given %p',
    (given) => {
      expect(codeOf(() => clock().take(given))).toBe('malformed-now');
    },
  );

  it('has requests wait for what its advance makes due, and for nothing else', async () => {
    const driven = clock();
    const told: string[] = [];
    let done = (): void => undefined;
    driven.onAdvance((now) => {
      told.push(now);
      return new Promise((resolve) => (done = resolve));
    });
    driven.take('2021-01-01T00:00:00Z');
    expect(driven.advanced()).toBeNull();
    driven.take('2021-01-02T00:00:00Z');
    driven.take('2021-01-02T00:00:00Z');
    expect(told).toEqual(['2021-01-02T00:00:00.000Z']);
    const advanced = driven.advanced();
    expect(advanced).not.toBeNull();
    done();
    await advanced;
    expect(driven.advanced()).toBeNull();
  });

  it('is driven from this machine only', () => {
    expect(codeOf(() => clock(false).take('2021-03-05T01:30:00Z'))).toBe('clock-not-driven');
  });
});
