import type { PolicyAdopted } from '#platform/event-sourcing';

/** What can score: an activity closed, a criticism or commendation issued, a title awarded. */
export type FactKind = 'activity' | 'criticism' | 'commendation' | 'title';

/** Attributes of facts an item may ask for. Activities have a kind and a mode, titles a level. */
export type FactAttribute = 'kind' | 'mode' | 'level';

export interface ScoringPart {
  readonly code: string;
  readonly title: string;
}

export interface ScoringItem {
  readonly code: string;
  /** Code of its part. */
  readonly part: string;
  readonly title: string;
  readonly fact: FactKind;
  /** The fact must have one of the values of every attribute named here. */
  readonly filter?: Readonly<Partial<Record<FactAttribute, readonly string[]>>>;
  readonly per: 'occurrence' | 'person-time';
  /** Exact decimal; negative where the item takes points away. */
  readonly points: string;
  /** Exact decimal: the item's sum stays between −cap and cap. */
  readonly cap?: string;
}

/** How facts become points. */
export interface ScoringRules {
  /** Exact decimal: what every unit of the cycle begins with; zero when absent. */
  readonly base?: string;
  readonly parts: readonly ScoringPart[];
  readonly items: readonly ScoringItem[];
}

export interface ScoringPolicyAdopted {
  readonly type: 'ScoringPolicyAdopted';
  readonly data: PolicyAdopted<ScoringRules>;
}
