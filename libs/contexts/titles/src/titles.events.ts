import type { EventCatalogue } from '#platform/event-sourcing';
import type { TitlePolicyAdopted } from './domain/title-policy/title-policy.events.js';
import type { TitleEvent } from './domain/title/title.events.js';

export type TitlesEvent = TitleEvent | TitlePolicyAdopted;

const effectiveOn = ({ decision }: TitleEvent['data']): string => decision.effectiveOn;

export const titlesEvents = {
  StarAwarded: {
    version: 1,
    meaning: 'A unit is awarded a title, with or without a star.',
    words: '授予称号',
    occurredOn: effectiveOn,
  },
  TitleRetained: {
    version: 1,
    meaning: 'A unit keeps its title for another term.',
    words: '保留称号',
    occurredOn: effectiveOn,
  },
  TitleRevoked: {
    version: 1,
    meaning: 'A unit loses its title.',
    words: '撤销称号',
    occurredOn: effectiveOn,
  },
  TitlePolicyAdopted: {
    version: 1,
    meaning: 'A jurisdiction adopts a version of its ladder of titles.',
    words: '发布称号规则',
    occurredOn: ({ effectiveFrom }: TitlePolicyAdopted['data']) => effectiveFrom,
  },
} satisfies EventCatalogue<TitlesEvent['type']>;
