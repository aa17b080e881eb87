import { type PlannedActivity, holdActivity, routineYear } from './activities.js';
import { Chance } from './chance.js';
import { type Fact, fact, factId, facts, figure, type Place, place, text } from './facts.js';
import { circulateNotices } from './notices.js';
import { openYear } from './policies.js';
import { plusDays, Script, workday } from './script.js';
import { starHistory } from './star-history.js';
import { registerUnits } from './units.js';

/** The five places' years, each written by its own chance. A place is known by a topic only it publishes. */
export function writeYears(seed: string): Script[] {
  const years: [topic: string, write: (script: Script) => Script][] = [
    ['circulation-notice', yuncheng],
    ['star-title', shigu],
    ['leading-group', xingyi],
    ['responsibility-list', qingyang],
    ['practice-network', yuhua],
  ];
  return years.map(([topic, write]) => {
    const { at } = facts.find((one) => one.topic === topic) as Fact;
    return write(new Script(place(at), new Chance(`${seed}/${at}`)));
  });
}

const namedUnits = (code: string): string[] => [
  ...new Set(
    facts.filter(({ at, unit }) => at === code && typeof unit === 'string').map((one) => text(one, 'unit')),
  ),
];

function begin(
  script: Script,
  units: number,
  named: readonly string[],
  day = `${script.place.year}-01-04`,
): string[] {
  openYear(script, day);
  return registerUnits(script, units, named, plusDays(day, 1));
}

/** Hundreds of units, traffic posts with criticisms, the named volunteer activities. */
function yuncheng(script: Script): Script {
  const { code } = script.place;
  const units = begin(
    script,
    figure(fact(code, 'assessment', { measure: 'unitsAssessed' }), 'value'),
    namedUnits(code),
  );
  const of = (measure: string): Fact => fact(code, 'circulation-notice', { measure });
  circulateNotices(script, units, of('unitsCriticised'), of('personTimesCriticised'));
  for (const named of facts.filter(({ at, topic }) => at === code && topic === 'volunteer-activity'))
    holdActivity(script, volunteerActivity(script, named, units));
  routineYear(script, units, 5);
  return script;
}

function volunteerActivity(script: Script, named: Fact, units: readonly string[]): PlannedActivity {
  const { year } = script.place;
  const taking = script.chance.choose(units, figure(named, 'units'));
  const shares = script.chance.split(figure(named, 'personTimes'), taking.length);
  return {
    alias: factId(named),
    title: text(named, 'name'),
    kind: 'volunteer-service',
    organiser: taking[0] as string,
    from: `${year}-${text(named, 'from')}`,
    to: `${year}-${text(named, 'to')}`,
    participants: taking.map((unit, index) => ({ unit, personTimes: shares[index] as number })),
    outcomes: { approximate: named['approx'] === true },
    for: [factId(named)],
  };
}

/** One unit climbs from level to level; the aim is an aim and is not played. */
function shigu(script: Script): Script {
  const { year, body } = script.place;
  const title = fact(script.place.code, 'star-title');
  const history = starHistory(title);
  const units = begin(script, 12, [body], `${year - history.length}-01-04`);
  for (const [index, { level, star, effectiveOn }] of history.entries())
    script.add({
      for: [factId(title)],
      at: script.moment(effectiveOn, 10),
      by: level === 'city' ? script.cityOffice(1) : script.office(1),
      path: (id) => `/v1/titles/${id(units[0] as string)}/${level}/award`,
      body: () => ({
        star,
        cycle: `${script.place.code}-${effectiveOn.slice(0, 4)}`,
        decision: {
          body: '文明委（合成）',
          documentNumber: `合成命名〔${effectiveOn.slice(0, 4)}〕${index + 3}号`,
          legalBasis: '星级文明单位评定办法（合成）',
          effectiveOn,
        },
      }),
    });
  routineYear(script, units, 4);
  return script;
}

/** A series of law popularisation, each time with its share of leaflets and items. */
function xingyi(script: Script): Script {
  const { code, year, body } = script.place;
  const units = begin(script, 10, [body]);
  const series = facts.find(
    ({ at, topic, times }) => at === code && topic === 'volunteer-activity' && times !== undefined,
  ) as Fact;
  const times = figure(series, 'times');
  const leaflets = script.chance.split(figure(series, 'leaflets'), times);
  const items = script.chance.split(figure(series, 'items'), times);
  for (let index = 0; index < times; index++) {
    const day = workday(plusDays(`${year}-01-18`, Math.floor((index * 330) / times)));
    holdActivity(script, {
      alias: `${factId(series)}-${index + 1}`,
      title: `${text(series, 'name')}（第${index + 1}次）`,
      series: text(series, 'name'),
      kind: 'law-popularisation',
      organiser: units[0] as string,
      from: day,
      to: day,
      participants: [{ unit: units[0] as string, personTimes: script.chance.between(2, 6) }],
      outcomes: { leaflets: leaflets[index], items: items[index], approximate: series['approx'] === true },
      for: [factId(series)],
    });
  }
  routineYear(script, units, 4);
  return script;
}

/** Volunteer service of which only the sum of person-times is published. */
function qingyang(script: Script): Script {
  const { code, year, body } = script.place;
  const units = begin(script, 8, [body]);
  const service = fact(code, 'volunteer-activity');
  const months = ['03', '05', '07', '09'];
  const shares = script.chance.split(figure(service, 'personTimes'), months.length);
  for (const [index, month] of months.entries())
    holdActivity(script, {
      alias: `${factId(service)}-${month}`,
      title: '志愿服务（合成）',
      kind: 'volunteer-service',
      organiser: units[0] as string,
      from: workday(`${year}-${month}-10`),
      to: workday(`${year}-${month}-10`),
      participants: [{ unit: units[0] as string, personTimes: shares[index] as number }],
      outcomes: { approximate: service['approx'] === true },
      for: [factId(service)],
    });
  routineYear(script, units, 4);
  return script;
}

/** Units and their year; what is published of this place belongs to contexts that come later. */
function yuhua(script: Script): Script {
  const units = begin(script, 15, [script.place.body]);
  routineYear(script, units, 4);
  return script;
}

export const yearOf = ({ year }: Place): { from: string; to: string } => ({
  from: `${year}-01-01`,
  to: `${year}-12-31`,
});
