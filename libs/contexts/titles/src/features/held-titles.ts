import type { AsOfPlace } from '#platform/projections';
import { heldOn, type Tenure } from '../domain/title/tenure.js';
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

export const paperOf = (decision: TitleDecision): Paper => {
  const { body, documentNumber, documentNumberText, legalBasis, effectiveOn } = decision;
  return { body, documentNumber, documentNumberText, legalBasis, effectiveOn };
};

const wasKnown = ({ ordinal, recordedAt }: TitleDecision, asOf: AsOfPlace): boolean =>
  'ordinal' in asOf ? ordinal <= asOf.ordinal : recordedAt <= asOf.instant;

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
