import { Command } from '#platform/event-sourcing';
import type { TitleLevel } from '../title-policy/title-policy.events.js';

/** The paper as it was entered; the standard form of its number comes from the register. */
export interface EnteredDecision {
  readonly body: string;
  readonly documentNumber: string;
  readonly legalBasis: string;
  readonly effectiveOn: string;
}

export class AwardStar extends Command<{
  readonly unitId: string;
  readonly level: TitleLevel;
  readonly star?: number;
  readonly cycle: string;
  readonly decision: EnteredDecision;
}> {
  readonly type = 'AwardStar';
}

export class RetainTitle extends Command<{
  readonly unitId: string;
  readonly level: TitleLevel;
  readonly cycle: string;
  readonly decision: EnteredDecision;
}> {
  readonly type = 'RetainTitle';
}

export class RevokeTitle extends Command<{
  readonly unitId: string;
  readonly level: TitleLevel;
  readonly decision: EnteredDecision;
}> {
  readonly type = 'RevokeTitle';
}

export type TitleCommand = AwardStar | RetainTitle | RevokeTitle;
