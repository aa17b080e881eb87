import { DomainRejection, type Decider, type DomainEvent, type PolicyAdopted, type PolicyVersions, versionInForce } from '#platform/event-sourcing';
import { lineage } from '#platform/values';
import type { DeciderRepository } from './repository.js';

type PolicyLife<Rules> = Pick<Decider<never, PolicyVersions<Rules>, DomainEvent<string, PolicyAdopted<Rules>>>, 'initialState' | 'evolve'>;

/**
 * The policy that applies in a jurisdiction on a date: its own, or the nearest ancestor's. Read from the policies'
 * streams, so it is what was adopted up to this moment. Throws DomainRejection `no-policy-in-force`.
 */
export async function policyInForce<Rules>(
  repository: DeciderRepository,
  policy: { readonly life: PolicyLife<Rules>; readonly streamOf: (jurisdiction: string) => string },
  jurisdiction: string,
  on: string,
): Promise<PolicyAdopted<Rules>> {
  for (const code of lineage(jurisdiction)) {
    const { state } = await repository.load(policy.life as never, policy.streamOf(code));
    const version = versionInForce(state as PolicyVersions<Rules>, on);
    if (version) return { jurisdiction: code, ...version };
  }
  throw new DomainRejection('no-policy-in-force', { jurisdiction, on });
}
