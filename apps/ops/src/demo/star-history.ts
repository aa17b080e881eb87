import { type Fact, place } from './facts.js';
import { workday } from './script.js';

/** One published step of a unit's way up. */
export interface StarStep {
  readonly level: string;
  readonly star: number;
  /** Synthetic: the place publishes the order of its titles, not their days. */
  readonly effectiveOn: string;
}

const LEVELS: Readonly<Record<string, string>> = { 区: 'district', 市: 'city' };

const levelOf = (word: string): string => LEVELS[word] ?? word;

/** A year for each title, in the published order; the last in the year that is played. */
export function starHistory(one: Fact): StarStep[] {
  const history = one['history'] as [string, number][];
  const { year } = place(one.at);
  return history.map(([word, star], index) => ({
    level: levelOf(word),
    star,
    effectiveOn: workday(`${year - history.length + index + 1}-01-10`),
  }));
}

/** What is aimed at, and by when: no award. */
export function starAim(one: Fact): { readonly level: string; readonly star: number } {
  const [word, star] = one['aim'] as [string, number];
  return { level: levelOf(word), star };
}
