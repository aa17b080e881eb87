import type { FactKind } from '../../domain/scoring-policy/scoring-policy.events.js';
import type { FactAttributes, UnitFact } from './unit-facts.js';

/** In what facts are alike: the day by which they count, how long a cycle must last, the kind of fact, its attributes. */
export type Likeness = Pick<UnitFact, 'occurredOn' | 'lastsTo' | 'fact' | 'attributes'>;

const DAY = 'YYYY-MM-DD'.length;

/** The likeness as a word of five parts, the days with nothing between them: days, facts and attributes are words of ours that hold neither bar nor semicolon. */
export const likenessOf = ({ occurredOn, lastsTo = '', fact, attributes }: Likeness): string =>
  [occurredOn + lastsTo, fact, attributes.kind, attributes.mode, attributes.level].join('|');

/** Of the word, and of a longer one that begins with it. */
export function readLikeness([days = '', fact, kind, mode, level]: readonly string[]): Likeness {
  const attributes: FactAttributes = {
    ...(kind && { kind }),
    ...(mode && { mode }),
    ...(level && { level }),
  };
  const lastsTo = days.slice(DAY);
  return { occurredOn: days.slice(0, DAY), ...(lastsTo && { lastsTo }), fact: fact as FactKind, attributes };
}

/** How many parts the word has. */
export const LIKENESS_PARTS = 5;
