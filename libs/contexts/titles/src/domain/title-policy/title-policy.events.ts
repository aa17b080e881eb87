import type { PolicyAdopted } from '#platform/event-sourcing';

/** Who grants: the administrative levels of the country. Which of them count, and in what order, is policy. */
export type TitleLevel = 'district' | 'city' | 'province' | 'national';

/** A place on the ladder: level and star are two axes, and a title may have no star. */
export interface Rung {
  readonly level: TitleLevel;
  /** 1 to 5. */
  readonly star?: number;
}

export interface LadderRung extends Rung {
  /**
   * Any one of these must be held in force on the day; none asked is an open entry. A level with a star asks for
   * exactly that star, a level without one for its title with whatever star.
   */
  readonly from: readonly Rung[];
}

export interface TitleRules {
  /** Lowest first. */
  readonly levels: readonly TitleLevel[];
  readonly rungs: readonly LadderRung[];
  /** Years a title lasts (届期) by level; without an entry it has no end. */
  readonly termYears?: Readonly<Partial<Record<TitleLevel, number>>>;
}

export interface TitlePolicyAdopted {
  readonly type: 'TitlePolicyAdopted';
  readonly data: PolicyAdopted<TitleRules>;
}
