import {
  type Command,
  type Decider,
  type DomainEvent,
  DomainRejection,
  type PolicyAdopted,
  type PolicyVersions,
  versionInForce,
} from '#platform/event-sourcing';
import { lineage } from '#platform/values';
import type { Receipt } from './receipt.js';
import type { DeciderRepository } from './repository.js';

/** Where a kind of policy lies and how it is folded. */
export interface PolicyStreams<Rules> {
  readonly life: {
    readonly initialState: PolicyVersions<Rules>;
    evolve(state: PolicyVersions<Rules>, event: never): PolicyVersions<Rules>;
  };
  /** Begins with the context the policy belongs to, and a full stop. */
  readonly streamOf: (jurisdiction: string) => string;
}

/** Adopts a version in the jurisdiction the command names. Throws what {@link DeciderRepository.execute} throws. */
export const adoptPolicy = <C extends Command<{ readonly jurisdiction: string }>, S, E extends DomainEvent>(
  repository: DeciderRepository,
  {
    life,
    streamOf,
  }: { readonly life: Decider<C, S, E>; readonly streamOf: (jurisdiction: string) => string },
  command: C,
): Promise<Receipt> =>
  repository.execute({ decider: life, stream: streamOf(command.data.jurisdiction), command });

/** The policy that applies in a jurisdiction on a date: its own, or the nearest ancestor's; null when none does. */
export async function findPolicyInForce<Rules>(
  repository: DeciderRepository,
  policy: PolicyStreams<Rules>,
  jurisdiction: string,
  on: string,
): Promise<PolicyAdopted<Rules> | null> {
  for (const code of lineage(jurisdiction)) {
    const { state } = await repository.load(policy.life, policy.streamOf(code));
    const version = versionInForce(state, on);
    if (version) return { jurisdiction: code, ...version };
  }
  return null;
}

/**
 * The same, where one is needed. Throws DomainRejection `no-policy-in-force`, which names the context as `policy` and
 * by `pointer` the field or parameter that says the day.
 */
export async function policyInForce<Rules>(
  repository: DeciderRepository,
  policy: PolicyStreams<Rules>,
  jurisdiction: string,
  on: string,
  pointer: string,
): Promise<PolicyAdopted<Rules>> {
  const found = await findPolicyInForce(repository, policy, jurisdiction, on);
  if (found) return found;
  const [context = ''] = policy.streamOf(jurisdiction).split('.', 1);
  throw new DomainRejection('no-policy-in-force', { pointer, policy: context, jurisdiction, on });
}
