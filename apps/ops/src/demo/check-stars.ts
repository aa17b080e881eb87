import { type Fact, place } from './facts.js';
import { type Finding, finding, onSummary, type Reader } from './finding.js';
import { plusDays } from './script.js';
import { starAim, starHistory, type StarStep } from './star-history.js';
import { yearOf } from './years.js';

interface HeldStar {
  readonly unitName?: string;
  readonly level: string;
  readonly star?: number;
}

interface Decision {
  readonly kind: string;
  readonly star?: number;
  readonly effectiveOn: string;
  readonly ordinal: number;
}

interface UnitTitles {
  readonly titles: readonly { readonly level: string; readonly decisions: readonly Decision[] }[];
}

const NOTHING = 'none';

/**
 * The published titles of the place's body: every decision on them in the order of recording, who holds what on the eve
 * and on the day of each and at the year's end, and the summary. The aim must not have become an award.
 */
export async function checkStars(reader: Reader, one: Fact): Promise<Finding[]> {
  const steps = starHistory(one);
  const unitId = await bodyOf(reader, one);
  const findings = [await decisionsOf(reader, one, steps, unitId)];
  const { to } = yearOf(place(one.at));
  const days = steps.flatMap(({ effectiveOn }) => [plusDays(effectiveOn, -1), effectiveOn]);
  for (const day of [...days, to]) findings.push(await heldOn(reader, one, steps, day));
  for (const { level, star } of steps)
    findings.push(await onSummary(reader, one, level, star, unitId === undefined ? {} : { unitId }));
  findings.push(await aimOf(reader, one, to));
  return findings;
}

async function bodyOf(reader: Reader, { at }: Fact): Promise<string | undefined> {
  const { body } = place(at);
  const units = await reader.all<{ unitId: string; name: string }>(`/v1/units?jurisdiction=${at}`);
  return units.find(({ name }) => name === body)?.unitId;
}

async function decisionsOf(
  reader: Reader,
  one: Fact,
  steps: readonly StarStep[],
  unitId: string | undefined,
): Promise<Finding> {
  const expected = steps.map(({ level, star, effectiveOn }) => told('award', level, star, effectiveOn));
  if (unitId === undefined)
    return finding(one, 'decisions', listed(expected), undefined, '/v1/titles/{unitId}');
  const route = `/v1/titles/${unitId}`;
  const { titles } = await reader.get<UnitTitles>(route);
  const shown = titles
    .flatMap(({ level, decisions }) => decisions.map((decision) => ({ level, ...decision })))
    .sort((one, other) => one.ordinal - other.ordinal)
    .map(({ kind, level, star, effectiveOn }) => told(kind, level, star, effectiveOn));
  return finding(one, 'decisions', listed(expected), listed(shown), route);
}

async function heldOn(reader: Reader, one: Fact, steps: readonly StarStep[], day: string): Promise<Finding> {
  const { body } = place(one.at);
  const route = starsOn(one, day);
  const expected = new Map<string, string>();
  for (const { level, star, effectiveOn } of steps)
    if (effectiveOn <= day) expected.set(level, held({ unitName: body, level, star }));
  const items = await reader.all<HeldStar>(route);
  const shown = items.map(held);
  return finding(one, `held on ${day}`, listed([...expected.values()].sort()), listed(shown.sort()), route);
}

async function aimOf(reader: Reader, one: Fact, day: string): Promise<Finding> {
  const aim = starAim(one);
  const route = starsOn(one, day);
  const items = await reader.all<HeldStar>(route);
  const reached = items.some(({ level, star = 0 }) => level === aim.level && star >= aim.star);
  return finding(one, 'aim is not an award', 'not held', reached ? 'held' : 'not held', route);
}

const starsOn = ({ at }: Fact, day: string): string => `/v1/stars?jurisdiction=${at}&on=${day}`;

const told = (kind: string, level: string, star: number | undefined, effectiveOn: string): string =>
  `${kind} ${level} ★${star ?? NOTHING} ${effectiveOn}`;

const held = ({ unitName, level, star }: HeldStar): string =>
  `${unitName ?? 'no unit'} ${level} ★${star ?? NOTHING}`;

const listed = (lines: readonly string[]): string => (lines.length === 0 ? NOTHING : lines.join(', '));
