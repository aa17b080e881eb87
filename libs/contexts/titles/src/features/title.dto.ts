import { Count, Day, Identifier, Matching, OneOf, Text } from '#platform/http';
import type { TitleLevel } from '../domain/title-policy/title-policy.events.js';

export const TITLE_LEVELS = ['district', 'city', 'province', 'national'] satisfies TitleLevel[];

/** The title a path names. */
export class TitleAddress {
  @Identifier()
  unitId!: string;

  @OneOf(TITLE_LEVELS, { about: '级别 Level.' })
  level!: TitleLevel;
}

export const Star = (): PropertyDecorator =>
  Count({ min: 1, max: 5, optional: true, about: '星级 Star; left out where the title has none.' });

export const CycleId = (): PropertyDecorator =>
  Matching(/^\d{6}-\d{4}$/, '990100-2021', { about: '创建周期 Cycle.' });

export class TitleDecisionBody {
  @Text({ max: 100, about: '决定机关 Deciding body.' })
  body!: string;

  @Text({ max: 80, about: '文号，一个文号可涵盖一批决定 Document number; one may cover a batch.' })
  documentNumber!: string;

  @Text({ max: 200, about: '依据 Legal basis.' })
  legalBasis!: string;

  @Day({ about: '生效日期 Day it takes effect.' })
  effectiveOn!: string;
}

/** Field by field, as the command wants it. */
export const enteredDecision = ({ body, documentNumber, legalBasis, effectiveOn }: TitleDecisionBody) => ({
  body,
  documentNumber,
  legalBasis,
  effectiveOn,
});
