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

describe('a real clock', () => {
  it('refuses a given now', () => {
    expect(codeOf(() => realClock.take('2021-01-01T00:00:00Z'))).toBe('clock-not-driven');
    expect(realClock.take(undefined)).toMatch(/^\d{4}-.*Z$/);
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

  it('is driven from this machine only', () => {
    expect(codeOf(() => clock(false).take('2021-03-05T01:30:00Z'))).toBe('clock-not-driven');
  });
});
