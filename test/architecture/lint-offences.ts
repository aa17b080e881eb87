/** A file that breaks one rule of the linter; `says` is a part of the message where a rule has many. */
export interface LintOffence {
  readonly rule: string;
  readonly says?: string;
  readonly file: string;
  readonly code: string;
}

const domain = 'libs/contexts/alpha/src/domain/thing';
const product = 'libs/contexts/alpha/src/features';
const syntax = 'no-restricted-syntax';
const globals = 'no-restricted-globals';
const figures = 'civitas/seed-figures';

const effects: readonly LintOffence[] = [
  {
    rule: syntax,
    says: 'not from new Date().',
    file: `${product}/a1.ts`,
    code: 'export const now = new Date().toISOString();',
  },
  {
    rule: syntax,
    says: 'not from Date.now.',
    file: `${product}/a2.ts`,
    code: 'export const now = Date.now();',
  },
  {
    rule: syntax,
    says: 'awaits nothing',
    file: `${domain}/a3.ts`,
    code: 'export const f = async (p: Promise<number>) => (await p) + 1;',
  },
  {
    rule: syntax,
    says: 'not async',
    file: `${domain}/a4.ts`,
    code: 'export async function f(p: Promise<number>) {\n  return (await p) + 1;\n}',
  },
  { rule: syntax, says: 'no chance', file: `${domain}/a5.ts`, code: 'export const f = () => Math.random();' },
  { rule: 'no-console', file: `${product}/a6.ts`, code: "console.log('x');" },
  ...[
    'Date',
    'crypto',
    'process',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'queueMicrotask',
    'fetch',
    'performance',
    'globalThis',
  ].map((name) => ({
    rule: globals,
    says: `no ${name}.`,
    file: `${domain}/g-${name}.ts`,
    code: `export const planted = String(${name});`,
  })),
];

const shape: readonly LintOffence[] = [
  { rule: syntax, says: 'Exports have names', file: `${product}/b1.ts`, code: 'export default 1;' },
  {
    rule: syntax,
    says: 'No default in decide and evolve',
    file: `${domain}/b2.ts`,
    code: "export const d = {\n  evolve(state: number, type: string) {\n    switch (type) {\n      case 'A':\n        return state + 1;\n      default:\n        return state;\n    }\n  },\n};",
  },
  {
    rule: syntax,
    says: 'No default in a decide or evolve function',
    file: `${domain}/b3.ts`,
    code: "export function evolveThing(state: number, type: string) {\n  switch (type) {\n    case 'A':\n      return state + 1;\n    default:\n      return state;\n  }\n}",
  },
  {
    rule: '@typescript-eslint/switch-exhaustiveness-check',
    file: `${domain}/b4.ts`,
    code: "export function f(type: 'A' | 'B') {\n  switch (type) {\n    case 'A':\n      return 1;\n  }\n  return 2;\n}",
  },
  {
    rule: syntax,
    says: 'Nothing fails in silence',
    file: `${product}/b5.ts`,
    code: 'export const f = (p: Promise<void>) => p.catch(() => {});',
  },
  { rule: 'max-lines', file: `${product}/b6.ts`, code: 'export const x = [\n' + '  1,\n'.repeat(200) + '];' },
  {
    rule: 'max-lines-per-function',
    file: `${product}/b7.ts`,
    code: 'export function f() {\n  return [\n' + '    1,\n'.repeat(40) + '  ];\n}',
  },
  {
    rule: '@typescript-eslint/naming-convention',
    file: `${product}/b8.ts`,
    code: 'export class NoticeManager {\n  x = 1;\n}',
  },
  {
    rule: '@typescript-eslint/consistent-type-imports',
    file: `${product}/b9.ts`,
    code: "import { Clock } from '#platform/values';\nexport const f = (clock: Clock) => clock.now();",
  },
];

const tests: readonly LintOffence[] = [
  { rule: syntax, says: 'Every test runs', file: `${domain}/c1.spec.ts`, code: "it.skip('x', () => {});" },
  { rule: syntax, says: 'Use the real part', file: `${domain}/c2.spec.ts`, code: "jest.mock('node:fs');" },
  {
    rule: syntax,
    says: 'never for a time',
    file: `${domain}/c3.spec.ts`,
    code: 'export const f = () => new Promise((r) => setTimeout(r, 10));',
  },
];

const facts: readonly LintOffence[] = [
  { rule: figures, says: '113', file: `${product}/d1.ts`, code: 'export const units = 113;' },
  { rule: figures, says: '286', file: `${product}/d2.ts`, code: "export const words = '286 person-times';" },
  { rule: figures, says: '运城', file: `${product}/d3.ts`, code: "export const place = '运城北站';" },
  { rule: figures, says: '140800', file: `${product}/d4.ts`, code: "export const cycle = '140800-2021';" },
  { rule: figures, says: '430407', file: `${product}/d5.ts`, code: 'export const code = `4${0}-430407`;' },
  {
    rule: figures,
    says: '市农村经济事务中心',
    file: 'apps/relay/src/d6.ts',
    code: "export const unit = '市农村经济事务中心';",
  },
  {
    rule: figures,
    says: '218900000',
    file: 'apps/ops/src/demo/d7.ts',
    code: 'export const fen = 218_900_000;',
  },
  { rule: figures, says: '23800', file: 'apps/ops/src/demo/d8.ts', code: "export const visits = '23800';" },
  { rule: figures, says: '39', file: `${product}/d9.ts`, code: "export const about = '39 个单位';" },
  { rule: figures, says: '39', file: `${product}/d10.ts`, code: 'export const units = 39;' },
  { rule: figures, says: '530', file: `${product}/d11.ts`, code: "export const about = '共530余人次';" },
  {
    rule: figures,
    says: '170',
    file: `${product}/d12.ts`,
    code: 'export const f = (n: string) => `${n}：170人次`;',
  },
  { rule: figures, says: '16', file: `${product}/d13.ts`, code: "export const about = '设16处岗位';" },
  { rule: figures, says: '50', file: `${product}/d14.ts`, code: "export const about = '开展普法50场次';" },
  { rule: figures, says: '2000', file: `${product}/d15.ts`, code: "export const about = '发放2000多份';" },
  {
    rule: figures,
    says: '2000',
    file: 'apps/ops/src/demo/d16.ts',
    code: 'export const o = { leaflets: 2000 };',
  },
  { rule: figures, says: '15', file: 'apps/ops/src/demo/d17.ts', code: 'export const units = 15;' },
];

export const lintOffences = [...effects, ...shape, ...tests, ...facts];

/** Files the linter must have nothing against. */
export const soundCode: Readonly<Record<string, string>> = {
  'libs/platform/values/src/index.ts': "export * from './time.js';\n",
  'libs/platform/values/src/time.ts':
    'export abstract class Clock {\n  abstract now(): string;\n}\nexport const today = () => new Date().toISOString();\n',
  'apps/ops/src/demo/sound.ts':
    "export const place = { code: '140800', name: '运城市' };\nexport const day = 31;\n",
  'libs/contexts/alpha/src/features/counting.ts':
    "export const texts = ['1 至 100 个字母', '至多 50 条', '3人次', '12 个月', '15 分钟', '版本 1.39'];\nexport const limit = 500;\n",
  'apps/ops/src/main.ts': "console.log('ready');\nexport {};\n",
  'libs/contexts/alpha/src/features/injected.ts':
    "import { Injectable } from '@nestjs/common';\nimport { Clock } from '#platform/values';\n\n@Injectable()\nexport class Stamp {\n  constructor(private readonly clock: Clock) {}\n\n  now(): string {\n    return this.clock.now();\n  }\n}\n",
};
