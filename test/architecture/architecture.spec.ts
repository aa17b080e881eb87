import { join } from 'node:path';
import { alsoBroken, importOffences, soundTree } from './offences.js';
import { PlantedTree, repository } from './planted-tree.js';

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
  readonly cycle?: readonly { readonly name: string }[];
}

interface CruiseResult {
  readonly summary: {
    readonly violations: readonly Violation[];
    readonly ruleSetUsed: {
      readonly forbidden: readonly { readonly name: string; readonly severity: string }[];
    };
  };
}

const TOOL = 'dependency-cruiser/bin/dependency-cruiser.mjs';
const ARGS = ['apps', 'libs', 'test', '--config', join(repository, '.dependency-cruiser.cjs'), '-T', 'json'];

const source = (imports: readonly string[]): string =>
  imports.map((name, index) => `export * as i${index} from '${name}';\n`).join('') + 'export {};\n';

const involves = ({ from, cycle }: Violation, file: string): boolean =>
  from === file || (cycle ?? []).some(({ name }) => name === file);

const plant = (): PlantedTree =>
  new PlantedTree({
    ...Object.fromEntries(Object.entries(soundTree).map(([file, imports]) => [file, source(imports)])),
    ...Object.fromEntries(importOffences.map(({ file, imports }) => [file, source([imports])])),
    'libs/platform/values/src/o2-back.ts': source(['./o2.js']),
    'test/e2e/nothing.ts': source([]),
  });

describe('who may import whom', () => {
  const tree = plant();
  const { summary } = tree.run(TOOL, ...ARGS) as CruiseResult;
  afterAll(() => tree.remove());

  it.each(importOffences)('$rule is broken by $file, which imports $imports', ({ rule, file }) => {
    const broken = summary.violations
      .filter((violation) => involves(violation, file))
      .map(({ rule: { name } }) => name);
    expect(new Set(broken)).toEqual(new Set([rule, ...(alsoBroken[file] ?? [])]));
  });

  it('lets sound imports pass', () => {
    const others = summary.violations.filter(
      (violation) => !importOffences.some(({ file }) => involves(violation, file)),
    );
    expect(others).toEqual([]);
  });

  it('has an offence for every rule, and every rule is an error', () => {
    const rules = summary.ruleSetUsed.forbidden;
    expect([...new Set(importOffences.map(({ rule }) => rule))].sort()).toEqual(
      rules.map(({ name }) => name).sort(),
    );
    expect(rules.filter(({ severity }) => severity !== 'error')).toEqual([]);
  });
});
