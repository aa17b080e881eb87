/** What a decision did to the title of one unit at one level. */
export interface TitleStep {
  readonly kind: 'award' | 'retain' | 'revoke';
  readonly effectiveOn: string;
  /** Of an award. */
  readonly star?: number;
  /** Of an award or a retention: first day the title is no longer held; absent without a term. */
  readonly until?: string;
}

/** Why a tenure ends: its term is over (届满), it was revoked (撤销), or a higher star took its place. */
export type TenureEnd = 'term' | 'revoked' | 'succeeded';

/** An interval in which a unit holds a title: from `since`, inclusive, to `until`, exclusive. */
export interface Tenure<Step extends TitleStep = TitleStep> {
  readonly star?: number;
  readonly since: string;
  readonly until?: string;
  readonly endsBy?: TenureEnd;
  readonly award: Step;
  readonly retentions: readonly Step[];
  readonly revocation?: Step;
}

/**
 * The tenures these decisions make, oldest first: in order of effective dates, whenever they were recorded, and of
 * recording within a day. An award ends what was held before; a retention of what is no longer held, because a
 * revocation reaches back behind it, comes to nothing.
 */
export function tenuresOf<Step extends TitleStep>(decisions: readonly Step[]): readonly Tenure<Step>[] {
  const tenures: Tenure<Step>[] = [];
  for (const step of decisions.toSorted(byEffect)) {
    const last = tenures.at(-1);
    const held = last && isHeld(last, step.effectiveOn) ? last : undefined;
    if (held) tenures[tenures.length - 1] = after(held, step);
    if (step.kind === 'award') tenures.push(begun(step));
  }
  return tenures;
}

/** What is held on a day, if anything. */
export const heldOn = <Step extends TitleStep>(
  decisions: readonly Step[],
  on: string,
): Tenure<Step> | undefined => tenuresOf(decisions).find((tenure) => isHeld(tenure, on));

const byEffect = (one: TitleStep, other: TitleStep): number =>
  one.effectiveOn < other.effectiveOn ? -1 : one.effectiveOn > other.effectiveOn ? 1 : 0;

const isHeld = ({ since, until }: Tenure, on: string): boolean =>
  since <= on && (until === undefined || on < until);

function begun<Step extends TitleStep>(award: Step): Tenure<Step> {
  const { star, effectiveOn: since, until } = award;
  return { ...(star !== undefined && { star }), since, ...term(until), award, retentions: [] };
}

function after<Step extends TitleStep>(held: Tenure<Step>, step: Step): Tenure<Step> {
  const { until: _until, endsBy: _endsBy, ...kept } = held;
  switch (step.kind) {
    case 'award':
      return { ...kept, until: step.effectiveOn, endsBy: 'succeeded' };
    case 'retain':
      return { ...kept, ...term(step.until), retentions: [...held.retentions, step] };
    case 'revoke':
      return { ...kept, until: step.effectiveOn, endsBy: 'revoked', revocation: step };
  }
}

const term = (until: string | undefined): Pick<Tenure, 'until' | 'endsBy'> =>
  until === undefined ? {} : { until, endsBy: 'term' };
