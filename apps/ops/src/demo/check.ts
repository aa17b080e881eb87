import { checkActivity } from './check-activity.js';
import { checkStars } from './check-stars.js';
import { type Fact, factId, facts, figure, place, text } from './facts.js';
import { type Finding, finding, onSummary, type Reader } from './finding.js';
import { yearOf } from './years.js';

/** Every published fact against what the routes answer; a figure is held against its own route and the summary. */
export async function check(reader: Reader): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const one of facts) findings.push(...(await checkFact(reader, one)));
  return findings;
}

function checkFact(reader: Reader, one: Fact): Promise<Finding[]> | Finding[] {
  if (one.topic === 'circulation-notice') return checkNotices(reader, one);
  if (one.topic === 'volunteer-activity' && one['activities'] === undefined)
    return checkActivity(reader, one);
  if (one.topic === 'star-title') return checkStars(reader, one);
  return [{ fact: factId(one), figure: '', expected: '', shown: '', route: '', verdict: 'not yet covered' }];
}

async function checkNotices(reader: Reader, one: Fact): Promise<Finding[]> {
  const { from, to } = yearOf(place(one.at));
  const measure = text(one, 'measure');
  const route = `/v1/criticisms?jurisdiction=${one.at}&from=${from}&to=${to}`;
  const { totals } = await reader.get<{ totals: { units: number; personTimes: number } }>(route);
  const own = measure === 'unitsCriticised' ? totals.units : totals.personTimes;
  const expected = figure(one, 'value');
  return [finding(one, measure, expected, own, route), await onSummary(reader, one, measure, expected)];
}
