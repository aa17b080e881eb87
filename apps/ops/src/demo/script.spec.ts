import { Chance } from './chance.js';
import { type Fact, factId, facts, place } from './facts.js';
import { inOrder, Script, type Step, workday, workdayBefore } from './script.js';
import { writeYears } from './years.js';

const NOTHING: ReadonlySet<string> = new Set();
const idOf = (alias: string): string => `<${alias}>`;
const sent = (steps: readonly Step[]): string[] =>
  steps.map((step) => JSON.stringify([step.at, step.by, step.path(idOf), step.body(idOf)]));

const steps = inOrder(writeYears('civitas'), NOTHING);
const commands = sent(steps);

describe('the years of the demo', () => {
  it('are the same commands for the same seed, and others for another', () => {
    expect(sent(inOrder(writeYears('civitas'), NOTHING))).toEqual(commands);
    expect(sent(inOrder(writeYears('another'), NOTHING))).not.toEqual(commands);
  });

  it('say the same however often a step is asked', () => {
    expect(sent(steps)).toEqual(commands);
  });

  it('come to thousands of commands', () => {
    expect(steps.length).toBeGreaterThan(2000);
  });

  it('play in one order of dates, the places between each other', () => {
    const instants = steps.map(({ at }) => at);
    expect(instants).toEqual([...instants].sort());
    const codes = steps.map(({ by }) => (by.jurisdiction ?? by.unit ?? '').slice(0, 6));
    const changes = codes.filter((code, index) => code !== codes[index - 1]);
    expect(changes.length).toBeGreaterThan(new Set(codes).size);
  });

  it('create what they use before they use it', () => {
    const known = new Set<string>();
    const unknown: string[] = [];
    for (const step of steps) {
      const used = (alias: string): string => {
        if (!known.has(alias)) unknown.push(alias);
        return alias;
      };
      step.path(used);
      step.body(used);
      if (step.creates !== undefined) known.add(step.creates);
    }
    expect(unknown).toEqual([]);
  });

  it.each(['civitas', 'another', ''])('happen on working days, between nine and six (seed "%s")', (seed) => {
    const wrong = inOrder(writeYears(seed), NOTHING).filter(({ at }) => {
      const local = new Date(Date.parse(at) + 8 * 3_600_000);
      const hour = local.getUTCHours();
      return [0, 6].includes(local.getUTCDay()) || hour < 9 || hour >= 18;
    });
    expect(wrong.map(({ at }) => at)).toEqual([]);
  });

  it('register every activity before it begins, and close it after its end', () => {
    const late = steps.filter((step) => {
      const day = step.at.slice(0, 10);
      const { plannedFrom, occurredTo } = step.body(idOf) as { plannedFrom?: string; occurredTo?: string };
      return (
        (plannedFrom !== undefined && day >= plannedFrom) || (occurredTo !== undefined && day <= occurredTo)
      );
    });
    expect(late).toEqual([]);
  });

  const played = facts.filter((one) => steps.some((step) => step.for?.includes(factId(one))));
  it.each(played.map(factId))('leave out what is there for %s', (id) => {
    const rest = inOrder(writeYears('civitas'), new Set([id]));
    expect(rest.length).toBeLessThan(steps.length);
    expect(rest.filter((step) => step.for?.includes(id))).toEqual([]);
  });
});

describe('a working day', () => {
  // 2021-05-14 was a Friday.
  const days = ['2021-05-14', '2021-05-15', '2021-05-16', '2021-05-17'];

  it('is the day itself or the next, or the last before', () => {
    expect(days.map(workday)).toEqual(['2021-05-14', '2021-05-17', '2021-05-17', '2021-05-17']);
    expect(days.map(workdayBefore)).toEqual(['2021-05-14', '2021-05-14', '2021-05-14', '2021-05-17']);
  });

  it('is asked of every moment', () => {
    const { at } = facts[0] as Fact;
    const script = new Script(place(at), new Chance('seed'));
    expect(script.moment('2021-05-14', 9)).toMatch(/^2021-05-14T01:/);
    expect(() => script.moment('2021-05-15', 9)).toThrow(RangeError);
  });
});
