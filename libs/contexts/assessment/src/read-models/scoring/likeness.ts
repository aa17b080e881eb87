import type { FactKind } from '../../domain/scoring-policy/scoring-policy.events.js';
import type { FactAttributes, UnitFact } from './unit-facts.js';

/** In what facts are alike: the day by which they count, the kind of fact, its attributes. */
export type Likeness = Pick<UnitFact, 'occurredOn' | 'fact' | 'attributes'>;

/** The likeness as one word: days, facts and attributes are words of ours that hold no bar. */
export const likenessOf = ({ occurredOn, fact, attributes }: Likeness): string =>
  `${occurredOn}|${fact}|${attributes.kind ?? ''}|${attributes.mode ?? ''}|${attributes.level ?? ''}`;

export function readLikeness(word: string): Likeness {
  const [occurredOn = '', fact, kind, mode, level] = word.split('|');
  const attributes: FactAttributes = {
    ...(kind && { kind }),
    ...(mode && { mode }),
    ...(level && { level }),
  };
  return { occurredOn, fact: fact as FactKind, attributes };
}
