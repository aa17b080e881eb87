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

interface Activity {
  readonly title: string;
  readonly series?: string;
  readonly kind: string;
  readonly status: string;
  readonly outcomes?: {
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
  return [held(one, measure, expected, own, route), await onSummary(routes, one, measure, expected)];
}

const FIGURES = ['units', 'personTimes', 'times', 'leaflets', 'items'];

async function checkActivity(routes: Routes, one: Fact): Promise<Finding[]> {
  const route = `/v1/activities?jurisdiction=${one.at}`;
  const name = one['name'];
  const held_ = (await routes.all<Activity>(route)).filter(({ status, title, series, kind }) =>
    status !== 'closed'
      ? false
      : typeof name === 'string'
        ? (series ?? title) === name
        : kind === 'volunteer-service',
  );
  const findings: Finding[] = [];
  for (const measure of FIGURES.filter((each) => one[each] !== undefined)) {
    const expected = figure(one, measure);
    findings.push(held(one, measure, expected, measured(held_, measure), route));
    findings.push(
      await onSummary(routes, one, measure, expected, typeof name === 'string' ? name : undefined),
    );
  }
  return findings;
}

function measured(activities: readonly Activity[], measure: string): number {
  if (measure === 'times') return activities.length;
  const parts = activities.flatMap(({ outcomes }) => outcomes?.units ?? []);
  if (measure === 'units') return new Set(parts.map(({ unitId }) => unitId)).size;
  if (measure === 'personTimes') return parts.reduce((sum, { personTimes }) => sum + personTimes, 0);
  return activities.reduce((sum, { outcomes }) => sum + (outcomes?.[measure] ?? 0), 0);
}

const LEVELS: Readonly<Record<string, string>> = { 区: 'district', 市: 'city' };

/** The history is what was awarded, level by level; the aim must not have become an award. */
async function checkStars(routes: Routes, one: Fact): Promise<Finding[]> {
  const route = `/v1/stars?jurisdiction=${one.at}&on=${yearOf(place(one.at)).to}`;
  const { items } = await routes.get<{ items: { level: string; star: number }[] }>(route);
  const starOf = (level: string | undefined): number =>
    items.find((held_) => held_.level === level)?.star ?? 0;
  const findings: Finding[] = [];
  for (const [word, star] of one['history'] as [string, number][]) {
    const level = LEVELS[word] ?? word;
    findings.push(held(one, level, star, starOf(level), route), await onSummary(routes, one, level, star));
  }
  const [aimed, star] = one['aim'] as [string, number];
  const reached = starOf(LEVELS[aimed]) >= star;
  findings.push(held(one, 'aim is not an award', 'not held', reached ? 'held' : 'not held', route));
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
  return held(one, measure, expected, item?.value, route);
}

function held(
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
