import { heldOn, type Tenure } from '../domain/title/tenure.js';
import type { TitleDecision, TitleRow } from '../read-models/titles/titles.projection.js';

/** What was known: up to and with an ordinal, or an instant (ISO-8601 UTC with milliseconds). */
export type KnownAsOf = { readonly ordinal: number } | { readonly instant: string };

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

/** `"1200"` is an ordinal, anything else an instant. Throws RangeError on what is neither. */
export const knownAsOf = (text: string): KnownAsOf =>
  /^\d+$/.test(text) ? { ordinal: Number(text) } : { instant: new Date(text).toISOString() };

/** The title in force on a day (`on`), by the decisions recorded up to then (`asOf`; now without it); null when none is. */
export function titleHeld({ decisions }: TitleRow, on: string, asOf?: KnownAsOf): HeldTitle | null {
  const tenure = heldOn(asOf ? decisions.filter((decision) => wasKnown(decision, asOf)) : decisions, on);
  return tenure ? shown(tenure, on) : null;
}

export const paperOf = (decision: TitleDecision): Paper => {
  const { body, documentNumber, documentNumberText, legalBasis, effectiveOn } = decision;
  return { body, documentNumber, documentNumberText, legalBasis, effectiveOn };
};

const wasKnown = ({ ordinal, recordedAt }: TitleDecision, asOf: KnownAsOf): boolean =>
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
