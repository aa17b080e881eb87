import { type CommandContext, type Decider, type PolicyAdopted, rejections } from '#platform/event-sourcing';
import type { Rung, TitleRules } from '../title-policy/title-policy.events.js';
import { yearsAfter } from './term.js';
import { heldOn, type TitleStep } from './tenure.js';
import type { AwardStar, EnteredDecision, RetainTitle, RevokeTitle, TitleCommand } from './title.commands.js';
import type { StarAwarded, TitleEvent, TitleRetained, TitleRevoked } from './title.events.js';

export type TitleRejection =
  | 'effective-in-future'
  | 'level-not-in-policy'
  | 'rung-not-in-policy'
  | 'earlier-than-last-decision'
  | 'title-already-held'
  | 'ladder-refuses'
  | 'title-not-held'
  | 'already-retained'
  | 'revocation-needs-reason';

/** Every decision on the title of one unit at one level, as recorded. */
export type Title = readonly TitleStep[];

export interface TitleFacts {
  /** In force on the effective date where the unit stands. */
  readonly policy: PolicyAdopted<TitleRules>;
  /** GB/T 2260 code of where the unit stands. */
  readonly jurisdiction: string;
  /** What the unit holds at the policy's other levels on the effective date. */
  readonly heldElsewhere: readonly Rung[];
  /** The decision's number in the standard form; without it the command is only tried, and nothing comes of it. */
  readonly documentNumber?: string;
}

const rejected = rejections<TitleRejection>();

export const titleStream = (unitId: string, level: string): string => `titles.title-${unitId}.${level}`;

/**
 * A unit's title (文明单位称号) at one level: awarded with or without a star where the ladder of the policy allows
 * it, retained, revoked. Decisions come in order of their effective dates; only a revocation reaches back.
 */
export const title: Decider<TitleCommand, Title, TitleEvent, TitleFacts> = {
  initialState: [],
  decide(command, state, facts) {
    const { effectiveOn } = command.data.decision;
    if (effectiveOn > command.context.today)
      throw rejected('effective-in-future', { pointer: '/decision/effectiveOn' });
    switch (command.type) {
      case 'AwardStar':
        return award(command, state, facts);
      case 'RetainTitle':
        return retain(command, state, facts);
      case 'RevokeTitle':
        return revoke(command, state, facts);
    }
  },
  evolve(state, { type, data }) {
    const { effectiveOn } = data.decision;
    switch (type) {
      case 'StarAwarded':
        return [...state, { kind: 'award', effectiveOn, star: data.star, until: data.until }];
      case 'TitleRetained':
        return [...state, { kind: 'retain', effectiveOn, until: data.until }];
      case 'TitleRevoked':
        return [...state, { kind: 'revoke', effectiveOn }];
    }
  },
};

function award({ data, context }: AwardStar, state: Title, facts: TitleFacts): readonly StarAwarded[] {
  const { unitId, level, star, cycle, decision } = data;
  const { effectiveOn } = decision;
  const wanted: Rung = { level, star };
  const { rungs } = rulesFor(wanted, facts);
  const rung = rungs.find((each) => each.level === level && each.star === star);
  if (!rung)
    throw rejected('rung-not-in-policy', { pointer: '/star', rung: worded(wanted), ...judgedBy(facts) });
  refuseBefore(state, effectiveOn, () => true);
  const own = heldOn(state, effectiveOn);
  if (own && (own.star ?? 0) >= (star ?? 0))
    throw rejected('title-already-held', { held: worded({ level, star: own.star }), since: own.since });
  const held = own ? [...facts.heldElsewhere, { level, star: own.star }] : facts.heldElsewhere;
  if (rung.from.length > 0 && !rung.from.some((step) => held.some((each) => meets(each, step))))
    throw rejected('ladder-refuses', {
      rung: worded(wanted),
      required: rung.from.map(worded),
      held: held.map(worded),
      ...judgedBy(facts),
    });
  return numbered(decision, facts, context).map((paper) => ({
    type: 'StarAwarded',
    data: {
      unitId,
      level,
      ...(star !== undefined && { star }),
      cycle,
      ...untilEndOfTerm(wanted, effectiveOn, facts),
      ...paper,
    },
  }));
}

function retain({ data, context }: RetainTitle, state: Title, facts: TitleFacts): readonly TitleRetained[] {
  const { unitId, level, cycle, decision } = data;
  const { effectiveOn } = decision;
  refuseBefore(state, effectiveOn, () => true);
  const held = heldOn(state, effectiveOn);
  if (!held) throw rejected('title-not-held', { level, on: effectiveOn });
  if (held.retentions.some((step) => step.effectiveOn === effectiveOn))
    throw rejected('already-retained', { on: effectiveOn });
  rulesFor({ level }, facts);
  const { until } = untilEndOfTerm({ level }, effectiveOn, facts);
  const later = until !== undefined && held.until !== undefined && held.until > until ? held.until : until;
  return numbered(decision, facts, context).map((paper) => ({
    type: 'TitleRetained',
    data: {
      unitId,
      level,
      ...(held.star !== undefined && { star: held.star }),
      cycle,
      ...(later !== undefined && { until: later }),
      ...paper,
    },
  }));
}

function revoke({ data, context }: RevokeTitle, state: Title, facts: TitleFacts): readonly TitleRevoked[] {
  const { unitId, level, decision } = data;
  const { effectiveOn } = decision;
  if (!context.reason) throw rejected('revocation-needs-reason', { pointer: '/reason' });
  // It takes back the retentions of what it revokes; a later award rests on its own decision.
  refuseBefore(state, effectiveOn, ({ kind }) => kind !== 'retain');
  const held = heldOn(state, effectiveOn);
  if (!held) throw rejected('title-not-held', { level, on: effectiveOn });
  const { star, since } = held;
  return numbered(decision, facts, context).map((paper) => ({
    type: 'TitleRevoked',
    data: { unitId, level, ...(star !== undefined && { star }), since, ...paper },
  }));
}

function refuseBefore(state: Title, effectiveOn: string, counts: (step: TitleStep) => boolean): void {
  const later = state.find((step) => counts(step) && step.effectiveOn > effectiveOn);
  if (later)
    throw rejected('earlier-than-last-decision', {
      pointer: '/decision/effectiveOn',
      lastEffectiveOn: later.effectiveOn,
    });
}

function rulesFor({ level }: Rung, facts: TitleFacts): TitleRules {
  const { rules } = facts.policy;
  if (!rules.levels.includes(level)) throw rejected('level-not-in-policy', { level, ...judgedBy(facts) });
  return rules;
}

const meets = (held: Rung, required: Rung): boolean =>
  held.level === required.level && (required.star === undefined || held.star === required.star);

const worded = ({ level, star }: Rung): string => (star === undefined ? level : `${level} ★${star}`);

function untilEndOfTerm({ level }: Rung, effectiveOn: string, { policy }: TitleFacts): { until?: string } {
  const years = policy.rules.termYears?.[level];
  return years === undefined ? {} : { until: yearsAfter(effectiveOn, years) };
}

/** What every decision's event holds, once the number is there. */
function numbered(
  { body, documentNumber: text, legalBasis, effectiveOn }: EnteredDecision,
  facts: TitleFacts,
  { today }: CommandContext,
) {
  const { jurisdiction, documentNumber } = facts;
  if (documentNumber === undefined) return [];
  const decision = { body, documentNumber, documentNumberText: text, legalBasis, effectiveOn };
  const backEntry = effectiveOn < today;
  return [{ jurisdiction, decision, ...judgedBy(facts), ...(backEntry && { backEntry }) }];
}

const judgedBy = ({ policy }: TitleFacts) => ({
  policyVersion: policy.version,
  policyJurisdiction: policy.jurisdiction,
});
