import { sha256 } from '#platform/values';
import { plusDays, type Script, workday, workdayBefore } from './script.js';

export interface PlannedActivity {
  readonly alias: string;
  readonly title: string;
  readonly kind: string;
  readonly mode?: 'offline' | 'online' | 'both';
  readonly series?: string;
  readonly organiser: string;
  readonly from: string;
  readonly to: string;
  /** Aliases with their person-times. */
  readonly participants: readonly { readonly unit: string; readonly personTimes: number }[];
  readonly outcomes?: object;
  readonly for?: readonly string[];
}

/** Registered on a working day some days before it starts, closed with its outcomes after it ends. */
export function holdActivity(script: Script, plan: PlannedActivity): void {
  const { alias, title, kind, mode = 'offline', series, organiser, from, to, participants, outcomes } = plan;
  const by = script.unit(organiser);
  const forFacts = plan.for ? { for: plan.for } : {};
  script.add({
    ...forFacts,
    at: script.moment(
      workdayBefore(plusDays(from, -script.chance.between(2, 6))),
      script.chance.between(9, 16),
    ),
    by,
    path: () => '/v1/activities',
    body: (id) => ({
      title,
      kind,
      mode,
      series,
      organiserUnitId: id(organiser),
      plannedFrom: from,
      plannedTo: to,
    }),
    creates: alias,
  });
  script.add({
    ...forFacts,
    at: script.moment(workday(plusDays(to, 1)), script.chance.between(9, 16)),
    by,
    path: (id) => `/v1/activities/${id(alias)}/close`,
    body: (id) => ({
      occurredFrom: from,
      occurredTo: to,
      outcomes: {
        units: participants.map(({ unit, personTimes }) => ({ unitId: id(unit), personTimes })),
        ...outcomes,
      },
      evidence: [{ digest: `sha256:${sha256(alias)}`, kind: 'photo', title: '现场照片（合成）' }],
    }),
  });
}

const ROUTINE = [
  ['study', '理论学习'],
  ['festival', '我们的节日'],
  ['reading', '全民阅读'],
  ['environment', '环境卫生整治'],
  ['publicity', '文明风尚宣传'],
  ['blood-donation', '无偿献血'],
] as const;

/** What every unit does all year round; none of it volunteer service, so that published totals stay what they are. */
export function routineYear(script: Script, units: readonly string[], each: number): void {
  const { year } = script.place;
  for (const unit of units)
    for (let index = 0; index < each; index++) {
      const [kind, title] = script.chance.pick(ROUTINE);
      const from = workday(plusDays(`${year}-01-18`, script.chance.between(0, 330)));
      holdActivity(script, {
        alias: `${unit}-routine-${index}`,
        title: `${title}（合成）`,
        kind,
        organiser: unit,
        from,
        to: from,
        participants: [{ unit, personTimes: script.chance.between(5, 40) }],
      });
    }
}
