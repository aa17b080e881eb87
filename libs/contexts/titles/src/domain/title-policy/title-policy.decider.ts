import { type Decider, policyDecider, type PolicyVersions, rejections } from '#platform/event-sourcing';
import type { AdoptTitlePolicy } from './title-policy.commands.js';
import type { Rung, TitleLevel, TitlePolicyAdopted, TitleRules } from './title-policy.events.js';

export type TitlePolicyRejection = 'level-listed-twice' | 'level-not-listed' | 'rung-listed-twice';

const rejected = rejections<TitlePolicyRejection>();

const versions = policyDecider<TitlePolicyAdopted['type'], TitleRules>('TitlePolicyAdopted');

const life: Decider<AdoptTitlePolicy, PolicyVersions<TitleRules>, TitlePolicyAdopted> = {
  ...versions,
  decide(command, state) {
    refuseContradictions(command.data.rules);
    return versions.decide(command, state);
  },
};

/** A jurisdiction's ladder of titles and their terms. */
export const titlePolicy = {
  life,
  streamOf: (jurisdiction: string): string => `titles.policy-${jurisdiction}`,
};

function refuseContradictions({ levels, rungs, termYears = {} }: TitleRules): void {
  for (const [index, level] of levels.entries())
    if (levels.indexOf(level) !== index)
      throw rejected('level-listed-twice', { level, pointer: `/rules/levels/${index}` });
  const named = [
    ...rungs.flatMap(({ level, from }, index) => [
      { level, pointer: `/rules/rungs/${index}/level` },
      ...from.map((rung, place) => ({
        level: rung.level,
        pointer: `/rules/rungs/${index}/from/${place}/level`,
      })),
    ]),
    ...(Object.keys(termYears) as TitleLevel[]).map((level) => ({
      level,
      pointer: `/rules/termYears/${level}`,
    })),
  ];
  const unlisted = named.find(({ level }) => !levels.includes(level));
  if (unlisted) throw rejected('level-not-listed', unlisted);
  for (const [index, rung] of rungs.entries())
    if (rungs.findIndex((other) => isSame(other, rung)) !== index)
      throw rejected('rung-listed-twice', { pointer: `/rules/rungs/${index}` });
}

const isSame = (one: Rung, other: Rung): boolean => one.level === other.level && one.star === other.star;
