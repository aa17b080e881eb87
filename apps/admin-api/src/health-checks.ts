import type { EventStore } from '#platform/event-store';
import type { RequestClock } from '#platform/http';
import type { HealthCheck } from '#platform/observability';
import { ProgressWatchdog, type ShardedReadModels } from '#platform/projections';

const TOLERATED_CLOCK_MS = 5000;

/** The system's clock does not lie far before what is recorded; what is written meanwhile bears the last instant. */
export const clockCheck = (clock: Pick<RequestClock, 'behindMs'>): HealthCheck => ({
  name: 'clock',
  degradesOnly: true,
  check: () => {
    const behindMs = clock.behindMs();
    const seconds = Math.round(behindMs / 1000);
    return Promise.resolve(
      behindMs > TOLERATED_CLOCK_MS
        ? `the system clock lies ${seconds} s before the last recorded instant`
        : null,
    );
  },
});

/**
 * A projector in another process keeps up: seen by its checkpoints alone, so it takes several looks to tell, unless
 * it left word why it stopped. What is parked stands still on purpose and is left to the check of projections.
 */
export function keepsUpCheck(
  store: Pick<EventStore, 'head'>,
  readModels: Pick<ShardedReadModels, 'status'>,
  now: () => number = () => performance.now(),
): HealthCheck {
  const watchdog = new ProgressWatchdog();
  return {
    name: 'projector',
    check: async () => {
      const moving = readModels.status().filter(({ state }) => state !== 'parked');
      if (moving.length === 0) return null;
      const stopped = moving.find(({ state, reason }) => state === 'active' && reason !== null);
      if (stopped) return stopped.reason;
      const positions = moving.flatMap(({ position }) => (position === null ? [] : [BigInt(position)]));
      const slowest = positions.reduce<bigint | null>(
        (low, at) => (low === null || at < low ? at : low),
        null,
      );
      const behindMs = watchdog.look(await store.head(), slowest, now());
      return behindMs === null ? null : `stands still behind the store for ${Math.round(behindMs / 1000)} s`;
    },
  };
}
