import { type Fact, factId, facts, figure, place, text } from './facts.js';
import type { Routes } from './routes.js';
import { yearOf } from './years.js';

/** One figure of a fact held against one route. */
export interface Finding {
  /** Fact and figure: `140800/circulation-notice/unitsCriticised`. */
  readonly fact: string;
  readonly figure: string;
  readonly expected: string;
  readonly shown: string;
  readonly route: string;
  readonly verdict: 'equal' | 'differs' | 'not yet covered';
}

interface SummaryItem {
  readonly topic: string;
  readonly measure: string;
  readonly name?: string;
  readonly value: number;
  readonly approximate: boolean;
}

interface ActivityLine {
  readonly activityId: string;
  readonly title: string;
  readonly series?: string;
  readonly kind: string;
}

interface Activity {
  readonly outcomes: {
    readonly units: readonly { readonly unitId: string; readonly personTimes: number }[];
  } & Readonly<Record<string, number>>;
}

/** Every published fact against what the routes answer; a figure is held against its own route and the summary. */
export async function check(routes: Routes): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const one of facts) findings.push(...(await checkFact(routes, one)));
  return findings;
}

function checkFact(routes: Routes, one: Fact): Promise<Finding[]> | Finding[] {
  if (one.topic === 'circulation-notice') return checkNotices(routes, one);
  if (one.topic === 'volunteer-activity' && one['activities'] === undefined)
    return checkActivity(routes, one);
  if (one.topic === 'star-title') return checkStars(routes, one);
  return [{ fact: factId(one), figure: '', expected: '', shown: '', route: '', verdict: 'not yet covered' }];
}

async function checkNotices(routes: Routes, one: Fact): Promise<Finding[]> {
  const { from, to } = yearOf(place(one.at));
  const measure = text(one, 'measure');
  const route = `/v1/criticisms?jurisdiction=${one.at}&from=${from}&to=${to}`;
  const { totals } = await routes.get<{ totals: { units: number; personTimes: number } }>(route);
  const own = measure === 'unitsCriticised' ? totals.units : totals.personTimes;
  const expected = figure(one, 'value');
  return [finding(one, measure, expected, own, route), await onSummary(routes, one, measure, expected)];
}

const FIGURES = ['units', 'personTimes', 'times', 'leaflets', 'items'];

/** By name (of the series, else the title), or all volunteer service where the fact names none. */
async function checkActivity(routes: Routes, one: Fact): Promise<Finding[]> {
  const name = typeof one['name'] === 'string' ? one['name'] : undefined;
  const route = `/v1/activities?jurisdiction=${one.at}&status=closed`;
  const lines = (await routes.all<ActivityLine>(route)).filter(({ title, series, kind }) =>
    name === undefined ? kind === 'volunteer-service' : (series ?? title) === name,
  );
  const held: Activity[] = [];
  for (const { activityId } of lines) held.push(await routes.get<Activity>(`/v1/activities/${activityId}`));
  const findings: Finding[] = [];
  for (const measure of FIGURES.filter((each) => one[each] !== undefined)) {
    const expected = figure(one, measure);
    findings.push(finding(one, measure, expected, measured(held, measure), `${route} and each of them`));
    findings.push(await onSummary(routes, one, measure, expected, name));
  }
  return findings;
}

function measured(activities: readonly Activity[], measure: string): number {
  if (measure === 'times') return activities.length;
  const parts = activities.flatMap(({ outcomes }) => outcomes.units);
  if (measure === 'units') return new Set(parts.map(({ unitId }) => unitId)).size;
  if (measure === 'personTimes') return parts.reduce((sum, { personTimes }) => sum + personTimes, 0);
  return activities.reduce((sum, { outcomes }) => sum + (outcomes[measure] ?? 0), 0);
}

const LEVELS: Readonly<Record<string, string>> = { 区: 'district', 市: 'city' };

/** The history is what was awarded, level by level; the aim must not have become an award. */
async function checkStars(routes: Routes, one: Fact): Promise<Finding[]> {
  const route = `/v1/stars?jurisdiction=${one.at}&on=${yearOf(place(one.at)).to}`;
  const { items } = await routes.get<{ items: { level: string; star: number }[] }>(route);
  const starOf = (level: string | undefined): number =>
    items.find((title) => title.level === level)?.star ?? 0;
  const findings: Finding[] = [];
  for (const [word, star] of one['history'] as [string, number][]) {
    const level = LEVELS[word] ?? word;
    findings.push(finding(one, level, star, starOf(level), route), await onSummary(routes, one, level, star));
  }
  const [aimed, star] = one['aim'] as [string, number];
  const reached = starOf(LEVELS[aimed]) >= star;
  findings.push(finding(one, 'aim is not an award', 'not held', reached ? 'held' : 'not held', route));
  return findings;
}

async function onSummary(
  routes: Routes,
  one: Fact,
  measure: string,
  expected: number,
  name?: string,
): Promise<Finding> {
  const route = `/v1/summary?jurisdiction=${one.at}&year=${place(one.at).year}`;
  const items = await routes.all<SummaryItem>(route);
  const item = items.find(
    (each) => each.topic === one.topic && each.measure === measure && each.name === name,
  );
  return finding(one, measure, expected, item?.value, route);
}

function finding(
  one: Fact,
  figureName: string,
  expected: number | string,
  shown: number | string | undefined,
  route: string,
): Finding {
  return {
    fact: factId(one),
    figure: figureName,
    expected: String(expected),
    shown: shown === undefined ? 'nothing' : String(shown),
    route,
    verdict: shown === expected ? 'equal' : 'differs',
  };
}
