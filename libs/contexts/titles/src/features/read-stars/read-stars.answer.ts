import { rule, Shown } from '#platform/http';
import type { TitleLevel } from '../../domain/title-policy/title-policy.events.js';
import { HeldTitleAnswer } from '../held-title.answer.js';
import { TITLE_LEVELS } from '../title.dto.js';
import type { Star } from './read-stars.query.js';

/** {@link Star}, as OpenAPI shows it. */
export class StarAnswer extends HeldTitleAnswer implements Required<Star> {
  @Shown(rule.identifier())
  unitId!: string;

  @Shown({ type: 'string' }, { optional: true, about: '单位名称 Name.' })
  unitName!: string;

  @Shown(rule.oneOf(...TITLE_LEVELS), { about: '级别 Level.' })
  level!: TitleLevel;

  @Shown(rule.day(), {
    optional: true,
    about: '单位已撤销，称号待处理 The unit is gone since; its title waits for a decision.',
  })
  unitDissolvedOn!: string;
}
