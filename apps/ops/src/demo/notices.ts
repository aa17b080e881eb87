import { type Fact, factId, figure } from './facts.js';
import { plusDays, type Script, workday } from './script.js';

const FINDINGS = ['缺岗', '迟到', '装备不规范', '着装不规范'];
const FORTNIGHT = 14;

interface PlannedNotice {
  readonly alias: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly entries: readonly { readonly unit: string; readonly personTimes: number }[];
}

/**
 * The year's criticisms, fortnight by fortnight from June, so that distinct units and person-times come out as
 * published. Beside them one notice that is withdrawn again and one commendation, which must not count.
 */
export function circulateNotices(
  script: Script,
  units: readonly string[],
  unitsCriticised: Fact,
  personTimesCriticised: Fact,
): void {
  const forFacts = [factId(unitsCriticised), factId(personTimesCriticised)];
  const named = script.chance.choose(units, figure(unitsCriticised, 'value'));
  const notices = spread(script, named, figure(personTimesCriticised, 'value'));
  for (const notice of notices) {
    file(script, notice, 'criticism', forFacts);
    const issuedOn = issue(script, notice, forFacts);
    const deadline = rectifyBy(notice);
    for (const [index, { unit }] of notice.entries.entries()) {
      // The first of a place's first notice lets the deadline pass.
      const isLate = notice === notices[0] && index === 0;
      const reportedOn = isLate
        ? workday(plusDays(deadline, 2))
        : workday(plusDays(issuedOn, script.chance.between(2, 5)));
      rectify(script, notice.alias, unit, reportedOn, forFacts);
    }
  }
  withdrawn(script, units);
  commended(script, units);
}

const rectifyBy = ({ period }: Pick<PlannedNotice, 'period'>): string => plusDays(period.to, 10);

/** Each person-time goes to one notice; a unit may stand in several. */
function spread(script: Script, named: readonly string[], personTimes: number): PlannedNotice[] {
  const { year, code } = script.place;
  const shares = script.chance.split(personTimes, named.length);
  const counts = Array.from({ length: FORTNIGHT }, () => new Map<string, number>());
  for (const [index, unit] of named.entries())
    for (let rest = shares[index] ?? 0; rest > 0; rest--) {
      const notice = script.chance.pick(counts);
      notice.set(unit, (notice.get(unit) ?? 0) + 1);
    }
  return counts
    .filter(({ size }) => size > 0)
    .map((entries, index) => {
      const from = plusDays(`${year}-06-01`, index * FORTNIGHT);
      return {
        alias: `${code}-notice-${index + 1}`,
        period: { from, to: plusDays(from, FORTNIGHT - 1) },
        entries: [...entries].map(([unit, times]) => ({ unit, personTimes: times })),
      };
    });
}

function file(
  script: Script,
  { alias, period, entries }: PlannedNotice,
  kind: string,
  forFacts: readonly string[],
): void {
  const { code } = script.place;
  const criticism = kind === 'criticism';
  const findingsOf = (personTimes: number): object[] =>
    criticism
      ? Array.from({ length: personTimes }, () => ({
          kind: script.chance.pick(FINDINGS),
          on: plusDays(period.from, script.chance.between(0, FORTNIGHT - 1)),
          place: `${script.chance.between(1, 9)} 号路口（合成）`,
        }))
      : [];
  const found = entries.map(({ personTimes }) => findingsOf(personTimes));
  script.add({
    for: forFacts,
    at: script.moment(workday(period.to), 16),
    by: script.office(1),
    path: () => '/v1/notices',
    body: (id) => ({
      jurisdiction: code,
      kind,
      title: criticism ? '文明交通劝导督查通报（合成）' : '文明交通劝导表扬通报（合成）',
      issuers: [script.place.body],
      audience: 'public',
      period,
      entries: entries.map(({ unit, personTimes }, index) => ({
        unitId: id(unit),
        personTimes,
        findings: found[index],
      })),
      ...(criticism && { rectifyBy: rectifyBy({ period }) }),
    }),
    creates: alias,
  });
}

function issue(script: Script, { alias, period }: PlannedNotice, forFacts: readonly string[]): string {
  const issuedOn = workday(plusDays(workday(period.to), 1));
  script.add({
    for: forFacts,
    at: script.moment(issuedOn, 10),
    by: script.office(1),
    path: (id) => `/v1/notices/${id(alias)}/issue`,
    body: () => ({ issuedOn }),
  });
  return issuedOn;
}

/** The unit reports, another desk of the office looks back; one in eight is returned once. */
function rectify(
  script: Script,
  notice: string,
  unit: string,
  reportedOn: string,
  forFacts: readonly string[],
): void {
  const report = (day: string): void => {
    script.add({
      for: forFacts,
      at: script.moment(day, script.chance.between(9, 12)),
      by: script.unit(unit),
      path: (id) => `/v1/notices/${id(notice)}/rectification`,
      body: (id) => ({
        unitId: id(unit),
        measures: '已批评教育并补岗（合成）',
        reportedOn: day,
        signedByMainLeader: true,
      }),
    });
  };
  const verify = (day: string, outcome: object): void => {
    script.add({
      for: forFacts,
      at: script.moment(day, script.chance.between(14, 17)),
      by: script.office(2),
      path: (id) => `/v1/notices/${id(notice)}/verification`,
      body: (id) => ({ unitId: id(unit), verifiedOn: day, ...outcome }),
    });
  };
  let day = reportedOn;
  report(day);
  if (script.chance.between(1, 8) === 1) {
    verify(day, { outcome: 'returned', shortcomings: '整改不到位（合成）', rectifyBy: plusDays(day, 7) });
    day = workday(plusDays(day, 3));
    report(day);
  }
  verify(day, { outcome: 'accepted' });
}

function withdrawn(script: Script, units: readonly string[]): void {
  const { code, year } = script.place;
  const period = { from: `${year}-05-03`, to: `${year}-05-16` };
  const notice = {
    alias: `${code}-withdrawn`,
    period,
    entries: [{ unit: script.chance.pick(units), personTimes: 2 }],
  };
  file(script, notice, 'criticism', []);
  const issuedOn = issue(script, notice, []);
  const withdrawnOn = workday(plusDays(issuedOn, 3));
  script.add({
    at: script.moment(withdrawnOn, 15),
    by: script.office(2),
    path: (id) => `/v1/notices/${id(notice.alias)}/withdraw`,
    body: () => ({ withdrawnOn, reason: '认定对象有误（合成）' }),
  });
}

function commended(script: Script, units: readonly string[]): void {
  const { code, year } = script.place;
  const period = { from: `${year}-04-05`, to: `${year}-04-18` };
  const entries = script.chance.choose(units, 5).map((unit) => ({ unit, personTimes: 1 }));
  const notice = { alias: `${code}-commended`, period, entries };
  file(script, notice, 'commendation', []);
  issue(script, notice, []);
}
