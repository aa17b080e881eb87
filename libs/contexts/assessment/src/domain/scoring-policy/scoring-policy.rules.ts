import { rejections } from '#platform/event-sourcing';
import type { FactAttribute, FactKind, ScoringItem, ScoringRules } from './scoring-policy.events.js';

export type ScoringRulesRejection =
  | 'part-named-twice'
  | 'item-named-twice'
  | 'unknown-part'
  | 'filter-does-not-fit-fact'
  | 'fact-has-no-person-times'
  | 'cap-not-positive'
  | 'points-out-of-range';

const rejected = rejections<ScoringRulesRejection>();

const ATTRIBUTES: Readonly<Record<FactKind, readonly FactAttribute[]>> = {
  activity: ['kind', 'mode'],
  criticism: [],
  commendation: [],
  title: ['level'],
};

/** A title is awarded, nobody takes part in it. */
const COUNTS_PERSON_TIMES: Readonly<Record<FactKind, boolean>> = {
  activity: true,
  criticism: true,
  commendation: true,
  title: false,
};

// Far above any real table.
const MOST_POINTS = 1000;
const MOST_BASE = 10_000;

/** Throws a rejection naming the first place that is wrong. Texts of points are decimals already. */
export function checkScoringRules({ base, parts, items }: ScoringRules): void {
  if (base !== undefined && exceeds(base, MOST_BASE)) throw outOfRange('/rules/base', MOST_BASE);
  const partCodes = new Set<string>();
  for (const [index, { code }] of parts.entries()) {
    if (partCodes.has(code)) throw rejected('part-named-twice', at('parts', index, 'code'));
    partCodes.add(code);
  }
  const itemCodes = new Set<string>();
  for (const [index, item] of items.entries()) {
    if (itemCodes.has(item.code)) throw rejected('item-named-twice', at('items', index, 'code'));
    itemCodes.add(item.code);
    if (!partCodes.has(item.part)) throw rejected('unknown-part', at('items', index, 'part'));
    checkItem(item, index);
  }
}

function checkItem({ fact, filter = {}, per, points, cap }: ScoringItem, index: number): void {
  const unfit = Object.keys(filter).find((name) => !ATTRIBUTES[fact].includes(name as FactAttribute));
  if (unfit !== undefined) throw rejected('filter-does-not-fit-fact', at('items', index, `filter/${unfit}`));
  if (per === 'person-time' && !COUNTS_PERSON_TIMES[fact])
    throw rejected('fact-has-no-person-times', at('items', index, 'per'));
  if (exceeds(points, MOST_POINTS)) throw outOfRange(`/rules/items/${index}/points`, MOST_POINTS);
  if (cap !== undefined && Number(cap) <= 0) throw rejected('cap-not-positive', at('items', index, 'cap'));
}

const exceeds = (points: string, most: number): boolean => Math.abs(Number(points)) > most;

const at = (list: 'parts' | 'items', index: number, field: string) => ({
  pointer: `/rules/${list}/${index}/${field}`,
});

const outOfRange = (pointer: string, most: number) => rejected('points-out-of-range', { pointer, most });
