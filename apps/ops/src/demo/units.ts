import type { Script } from './script.js';

const KINDS = [
  ['organ', '机关'],
  ['public-institution', '事业单位'],
  ['enterprise', '企业'],
  ['service-window', '窗口'],
] as const;

/** Registers `count` units, the named ones first; answers their aliases. Other names are synthetic and say so. */
export function registerUnits(
  script: Script,
  count: number,
  named: readonly string[],
  day: string,
): string[] {
  const { code } = script.place;
  return Array.from({ length: count }, (_, index) => {
    const alias = `${code}-unit-${index + 1}`;
    const [kind, word] = KINDS[index % KINDS.length] as (typeof KINDS)[number];
    const name = named[index] ?? `合成单位${String(index + 1).padStart(3, '0')}（${word}）`;
    const headCount = script.chance.between(12, 300);
    script.add({
      at: script.moment(day, 9 + Math.floor((index * 7) / count)),
      by: script.office(1),
      path: () => '/v1/units',
      body: () => ({ name, jurisdiction: code, kind, headCount }),
      creates: alias,
    });
    return alias;
  });
}
