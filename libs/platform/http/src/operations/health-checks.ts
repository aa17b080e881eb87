import type { EventReader, EventStore } from '#platform/event-store';
import type { HealthCheck } from '#platform/observability';
import type { ProjectionStatus } from '#platform/projections';

/** The store answers, takes appends where it is written to, and no read of it met damage. */
export const storeCheck = (
  store: Pick<EventReader, 'head'> & Pick<EventStore, 'writeFailure' | 'damage'>,
): HealthCheck => ({
  name: 'event-store',
  check: async () => {
    await store.head();
    return store.writeFailure ?? store.damage ?? null;
  },
});

/**
 * Every projection can be read whole and is what the ledger says. One that is not answers for itself and keeps
 * nobody else from work.
 */
export const projectionsCheck = (readModels: { status(): readonly ProjectionStatus[] }): HealthCheck => ({
  name: 'projections',
  degradesOnly: true,
  check: () => {
    const reasons = readModels.status().flatMap(unwell);
    return Promise.resolve(reasons.length === 0 ? null : reasons.join('; '));
  },
});

function unwell({ name, state, reason, parkedKeys, coverage }: ProjectionStatus): readonly string[] {
  const [first] = parkedKeys;
  return [
    ...(state === 'active' ? [] : [`${name} is ${reason === null ? state : `${state}: ${reason}`}`]),
    ...(first ? [`${name} has ${parkedKeys.length} parked keys: ${first.key}, ${first.reason}`] : []),
    ...(coverage.wrong ? [`${name} is wrong: ${coverage.reason}`] : []),
  ];
}
