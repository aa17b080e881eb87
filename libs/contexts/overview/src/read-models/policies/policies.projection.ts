import { activitiesPolicyAdoptedV1, type ActivitiesPolicyAdoptedV1 } from '#contexts/activities/contracts';
import { scoringPolicyAdoptedV1, type ScoringPolicyAdoptedV1 } from '#contexts/assessment/contracts';
import { numberingPolicyAdoptedV1, type NumberingPolicyAdoptedV1 } from '#contexts/documents/contracts';
import { titlePolicyAdoptedV1, type TitlePolicyAdoptedV1 } from '#contexts/titles/contracts';
import type { Projection, ProjectionEvent } from '#platform/projections';

/** Whose rules they are; the route of a policy ends in it. */
export type PolicyContext = 'activities' | 'assessment' | 'documents' | 'titles';

export interface AdoptedVersion {
  /** From 1. */
  readonly version: number;
  /** `YYYY-MM-DD`. */
  readonly effectiveFrom: string;
  /** Instant. */
  readonly adoptedAt: string;
}

/** One jurisdiction's policy of one context. */
export interface PolicyRow {
  readonly context: PolicyContext;
  readonly jurisdiction: string;
  /** In the order of their adoption: from its day on a version replaces those before it. */
  readonly versions: readonly AdoptedVersion[];
}

type Event =
  | ProjectionEvent<typeof activitiesPolicyAdoptedV1, ActivitiesPolicyAdoptedV1>
  | ProjectionEvent<typeof scoringPolicyAdoptedV1, ScoringPolicyAdoptedV1>
  | ProjectionEvent<typeof numberingPolicyAdoptedV1, NumberingPolicyAdoptedV1>
  | ProjectionEvent<typeof titlePolicyAdoptedV1, TitlePolicyAdoptedV1>;

const CONTEXTS: Readonly<Record<Event['type'], PolicyContext>> = {
  [activitiesPolicyAdoptedV1]: 'activities',
  [scoringPolicyAdoptedV1]: 'assessment',
  [numberingPolicyAdoptedV1]: 'documents',
  [titlePolicyAdoptedV1]: 'titles',
};

/** Which policies there are, by jurisdiction and context; the rules stay with their contexts. */
export const policies: Projection<PolicyRow, Event> = {
  name: 'policies',
  version: 2,
  handles: Object.keys(CONTEXTS) as Event['type'][],
  keysOf: ({ type, data }) => [`${data.jurisdiction}/${CONTEXTS[type]}`],
  evolve(row, { type, data: { jurisdiction, version, effectiveFrom }, at }) {
    const adopted = { version, effectiveFrom, adoptedAt: at.recordedAt };
    return { context: CONTEXTS[type], jurisdiction, versions: [...(row?.versions ?? []), adopted] };
  },
  indexes: {
    jurisdiction: ({ jurisdiction }) => jurisdiction,
    context: ({ context }) => context,
    since: ({ versions }) => versions.map(({ effectiveFrom }) => effectiveFrom).toSorted()[0] ?? null,
  },
  trees: { context: 'none', since: 'none' },
};

export const POLICY_CONTEXTS = Object.values(CONTEXTS).toSorted();
