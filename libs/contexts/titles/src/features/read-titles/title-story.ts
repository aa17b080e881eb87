import { type Tenure, tenuresOf } from '../../domain/title/tenure.js';
import type { TitleLevel } from '../../domain/title-policy/title-policy.events.js';
import type { TitleDecision, TitleRow } from '../../read-models/titles/titles.projection.js';
import { type HeldTitle, type Paper, paperOf, titleHeld } from '../held-titles.js';

/** An interval in which the title was held, and why it began and ends. */
export interface TenureStory extends Pick<Tenure, 'star' | 'since' | 'until' | 'endsBy'> {
  readonly award: Paper;
  readonly retentions: readonly Paper[];
  readonly revocation?: Paper & { readonly reason?: string };
}

export interface TitleStory {
  readonly level: TitleLevel;
  /** What is held today. */
  readonly held?: HeldTitle;
  readonly tenures: readonly TenureStory[];
  /** As recorded, with both dates. */
  readonly decisions: readonly TitleDecision[];
  /** Revision of the title's stream, for If-Match. */
  readonly revision: number;
}

export interface TitleLine {
  readonly unitId: string;
  readonly unitName?: string;
  readonly jurisdiction: string;
  readonly level: TitleLevel;
  /** What is held today; absent where nothing is. */
  readonly held?: HeldTitle;
  readonly decisions: number;
}

export function titleStory(row: TitleRow, revision: number, today: string): TitleStory {
  const { level, decisions } = row;
  return { level, ...heldToday(row, today), tenures: tenuresOf(decisions).map(told), decisions, revision };
}

export function titleLine(row: TitleRow, today: string): TitleLine {
  const { unitId, jurisdiction, level, decisions } = row;
  return { unitId, jurisdiction, level, ...heldToday(row, today), decisions: decisions.length };
}

function heldToday(row: TitleRow, today: string): { held?: HeldTitle } {
  const held = titleHeld(row, today);
  return held ? { held } : {};
}

function told({ award, retentions, revocation, ...interval }: Tenure<TitleDecision>): TenureStory {
  return {
    ...interval,
    award: paperOf(award),
    retentions: retentions.map(paperOf),
    ...(revocation && {
      revocation: { ...paperOf(revocation), ...(revocation.reason && { reason: revocation.reason }) },
    }),
  };
}
