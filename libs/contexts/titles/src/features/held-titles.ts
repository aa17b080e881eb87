import type { AsOfPlace } from '#platform/projections';
import { heldOn, type Tenure } from '../domain/title/tenure.js';
import type { DissolvedUnit } from '../read-models/dissolved-units/dissolved-units.projection.js';
import type { TitleDecision, TitleRow } from '../read-models/titles/titles.projection.js';

/** The paper a title rests on, as readers see it. */
export type Paper = Pick<
  TitleDecision,
  'body' | 'documentNumber' | 'documentNumberText' | 'legalBasis' | 'effectiveOn'
>;

export interface HeldTitle {
  readonly star?: number;
  readonly since: string;
  /** First day it is no longer held. */
  readonly until?: string;
  readonly decision: Paper;
  /** The last retention that had taken effect on the day. */
  readonly retained?: Paper;
}

/** The title in force on a day (`on`), by the decisions recorded up to then (`asOf`; now without it); null when none is. */
export function titleHeld({ decisions }: TitleRow, on: string, asOf?: AsOfPlace): HeldTitle | null {
  const tenure = heldOn(asOf ? decisions.filter((decision) => wasKnown(decision, asOf)) : decisions, on);
  return tenure ? shown(tenure, on) : null;
}

/** The unit is gone since: what becomes of its title waits for a decision. */
export interface HolderGone {
  readonly unitDissolvedOn?: string;
}

/** Whether a unit is gone by the day, by what was recorded up to then (`asOf`; now without it). */
export const goneBy = (unit: DissolvedUnit | undefined, on: string, asOf?: AsOfPlace): HolderGone =>
  unit && unit.dissolvedOn <= on && (!asOf || wasKnown(unit, asOf))
    ? { unitDissolvedOn: unit.dissolvedOn }
    : {};

export const paperOf = (decision: TitleDecision): Paper => {
  const { body, documentNumber, documentNumberText, legalBasis, effectiveOn } = decision;
  return { body, documentNumber, documentNumberText, legalBasis, effectiveOn };
};

const wasKnown = (
  { ordinal, recordedAt }: Pick<TitleDecision, 'ordinal' | 'recordedAt'>,
  asOf: AsOfPlace,
): boolean => ('ordinal' in asOf ? ordinal <= asOf.ordinal : recordedAt <= asOf.instant);

function shown({ star, since, until, award, retentions }: Tenure<TitleDecision>, on: string): HeldTitle {
  const retained = retentions.findLast(({ effectiveOn }) => effectiveOn <= on);
  return {
    ...(star !== undefined && { star }),
    since,
    ...(until !== undefined && { until }),
    decision: paperOf(award),
    ...(retained && { retained: paperOf(retained) }),
  };
}
