import { checkActivity } from './check-activity.js';
import { checkStars } from './check-stars.js';
import { type Fact, facts, figure, place, text } from './facts.js';
import { type Finding, type Reader } from './finding.js';
import { plusDays } from './script.js';
import { starHistory } from './star-history.js';

/** Routes by the begin of their path, answering what is given; a list answers its items. */
function answering(routes: Readonly<Record<string, object>>): Reader {
  const answer = <Answer>(route: string): Promise<Answer> => {
    const found = Object.entries(routes).find(([begin]) => route.startsWith(begin));
    return found ? Promise.resolve(found[1] as Answer) : Promise.reject(new Error(`no answer for ${route}`));
  };
  return { get: answer, all: answer };
}

const differing = (findings: readonly Finding[]): string[] =>
  findings.filter(({ verdict }) => verdict === 'differs').map(({ figure, shown }) => `${figure}: ${shown}`);

describe('the check of a named activity', () => {
  const one = facts.find(({ topic, from }) => topic === 'volunteer-activity' && from !== undefined) as Fact;
  const { year } = place(one.at);
  const [name, units, personTimes] = [text(one, 'name'), figure(one, 'units'), figure(one, 'personTimes')];
  const [from, to] = [`${year}-${text(one, 'from')}`, `${year}-${text(one, 'to')}`];
  const parts = Array.from({ length: units }, (_, index) => ({
    unitId: `u${index}`,
    personTimes: index === 0 ? personTimes - units + 1 : 1,
  }));
  const shown = { from, to, parts, approximate: true, unitsRounded: false, timesRounded: true };
  const check = (changes: Partial<typeof shown> = {}): Promise<Finding[]> => {
    const is = { ...shown, ...changes };
    const item = { topic: one.topic, name };
    return checkActivity(
      answering({
        '/v1/activities?': [{ activityId: 'a', title: name, kind: 'volunteer-service' }],
        '/v1/activities/a': {
          occurredFrom: is.from,
          occurredTo: is.to,
          outcomes: { units: is.parts, approximate: is.approximate },
        },
        '/v1/summary': [
          { ...item, measure: 'units', value: units, approximate: is.unitsRounded },
          { ...item, measure: 'personTimes', value: personTimes, approximate: is.timesRounded },
        ],
      }),
      one,
    );
  };

  it('finds everything equal that is as published', async () => {
    const findings = await check();
    expect(differing(findings)).toEqual([]);
    expect(findings.map((each) => [each.figure, each.expected])).toEqual([
      ['from', from],
      ['to', to],
      ['units', `${units}`],
      ['units', `${units}`],
      ['personTimes', `${personTimes} (approximate)`],
      ['personTimes', `${personTimes} (approximate)`],
    ]);
  });

  it.each<[string, Partial<typeof shown>, string]>([
    ['another first day', { from: plusDays(from, 1) }, `from: ${plusDays(from, 1)}`],
    ['another last day', { to: plusDays(to, -1) }, `to: ${plusDays(to, -1)}`],
    ['an outcome that is not said to be rounded', { approximate: false }, `personTimes: ${personTimes}`],
    ['a summary that is not said to be rounded', { timesRounded: false }, `personTimes: ${personTimes}`],
    ['a count of units that is said to be rounded', { unitsRounded: true }, `units: ${units} (approximate)`],
  ])('differs at %s', async (_, changes, told) => {
    expect(differing(await check(changes))).toEqual([told]);
  });
});

describe('the check of the star history', () => {
  const one = facts.find(({ topic }) => topic === 'star-title') as Fact;
  const { body, year } = place(one.at);
  const steps = starHistory(one).map((step, index) => ({ ...step, kind: 'award', ordinal: index + 1 }));
  const shown = { unitName: body, decisions: steps, on: (day: string) => day, summaryUnit: 'u' };
  const check = (changes: Partial<typeof shown> = {}): Promise<Finding[]> => {
    const is = { ...shown, ...changes };
    const starsOn = (day: string): object[] =>
      steps
        .filter(({ effectiveOn }) => effectiveOn <= is.on(day))
        .map(({ level, star }) => ({ unitName: is.unitName, level, star }));
    const days = [
      ...steps.flatMap((step) => [plusDays(step.effectiveOn, -1), step.effectiveOn]),
      `${year}-12-31`,
    ];
    const titles = is.decisions.map(({ level, ...decision }) => ({ level, decisions: [decision] }));
    return checkStars(
      answering({
        '/v1/units': [
          { unitId: 'other', name: '合成单位' },
          { unitId: 'u', name: body },
        ],
        '/v1/titles/u': { titles },
        ...Object.fromEntries(
          days.map((day) => [`/v1/stars?jurisdiction=${one.at}&on=${day}`, starsOn(day)]),
        ),
        '/v1/summary': steps.map(({ level, star }) => ({
          topic: one.topic,
          measure: level,
          unitId: is.summaryUnit,
          value: star,
          approximate: false,
        })),
      }),
      one,
    );
  };
  const figuresDiffering = async (changes: Partial<typeof shown>): Promise<string[]> =>
    differing(await check(changes)).map((told) => told.split(':')[0] as string);

  it('finds everything equal that is as published', async () => {
    expect(differing(await check())).toEqual([]);
  });

  it('reads the decisions in the order of their recording', async () => {
    expect(await figuresDiffering({ decisions: [...steps].reverse() })).toEqual([]);
  });

  it.each<[string, Partial<typeof shown>]>([
    ['the other order', { decisions: steps.map((step) => ({ ...step, ordinal: -step.ordinal })) }],
    [
      'another day',
      { decisions: steps.map((step) => ({ ...step, effectiveOn: plusDays(step.effectiveOn, 1) })) },
    ],
    ['another star', { decisions: steps.map((step) => ({ ...step, star: step.star + 1 })) }],
    ['another kind of decision', { decisions: steps.map((step) => ({ ...step, kind: 'retain' })) }],
    ['a decision too few', { decisions: steps.slice(1) }],
    ['a decision too many', { decisions: [...steps, ...steps] }],
  ])('differs at decisions with %s', async (_, changes) => {
    expect(await figuresDiffering(changes)).toEqual(['decisions']);
  });

  it('differs on the eve of each award where it is held too early', async () => {
    expect(await figuresDiffering({ on: (day) => plusDays(day, 1) })).toEqual(
      steps.map(({ effectiveOn }) => `held on ${plusDays(effectiveOn, -1)}`),
    );
  });

  it('differs on the day of each award where it is held too late', async () => {
    expect(await figuresDiffering({ on: (day) => plusDays(day, -1) })).toEqual(
      steps.map(({ effectiveOn }) => `held on ${effectiveOn}`),
    );
  });

  it('differs where another unit holds the titles', async () => {
    const [first] = steps;
    const wrong = await figuresDiffering({ unitName: '合成单位' });
    expect(wrong).toContain(`held on ${first?.effectiveOn ?? ''}`);
    expect(await figuresDiffering({ summaryUnit: 'other' })).toEqual(steps.map(({ level }) => level));
  });
});
