import type { FactKind } from '../../domain/scoring-policy/scoring-policy.events.js';
import type { FactAttributes, UnitFact } from './unit-facts.js';

/** In what facts are alike: the day by which they count, the kind of fact, its attributes. */
export type Likeness = Pick<UnitFact, 'occurredOn' | 'fact' | 'attributes'>;

/** The likeness as a word of five parts: days, facts and attributes are words of ours that hold neither bar nor semicolon. */
export const likenessOf = ({ occurredOn, fact, attributes }: Likeness): string =>
  [occurredOn, fact, attributes.kind, attributes.mode, attributes.level].join('|');

/** Of the word, and of a longer one that begins with it. */
export function readLikeness([occurredOn = '', fact, kind, mode, level]: readonly string[]): Likeness {
  const attributes: FactAttributes = {
    ...(kind && { kind }),
    ...(mode && { mode }),
    ...(level && { level }),
  };
  return { occurredOn, fact: fact as FactKind, attributes };
}

/** How many parts the word has. */
export const LIKENESS_PARTS = 5;
