import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { impureGlobals, syntax, tellingNames } from './test/architecture/lint/own-rules.js';
import civitas from './test/architecture/lint/seed-figures.js';

const PRODUCT = ['apps/*/src/**/*.ts', 'libs/**/src/**/*.ts'];
const SPECS = [
  '**/*.spec.ts',
  '**/*.int-spec.ts',
  '**/*.e2e-spec.ts',
  '**/*.server-spec.ts',
  '**/*.broker-spec.ts',
];
const TESTS = [...SPECS, 'test/**/*.ts', 'libs/*/*/test/**/*.ts', 'libs/platform/testing/**/*.ts'];
const NODE = Object.fromEntries(
  Object.getOwnPropertyNames(globalThis)
    .concat('module', 'require')
    .map((name) => [name, 'readonly']),
);
const DOMAIN = ['libs/contexts/*/src/domain/**/*.ts'];

export default defineConfig(
  { ignores: ['dist/', 'data/', 'coverage/', '.cache/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { civitas },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      // Numbers in texts are ordinary; objects, null and promises there are mistakes.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A Nest module is a decorated class without members.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // `() => log.info(…)` reads better than a block.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // What another turn of the event loop changes, and what others send, looks constant to the compiler.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Members of values (deciders, projections, resolvers) are written in short form and taken apart; none uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      // Decider<C, S, E, F = void> says that there are no facts.
      '@typescript-eslint/no-invalid-void-type': ['error', { allowInGenericTypeArguments: true }],
      // noUncheckedIndexedAccess makes `!` the wrong, and `as` a deliberate answer where a bound was just checked.
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { allowDefaultCaseForExhaustiveSwitch: false, considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      eqeqeq: 'error',
    },
  },
  {
    files: PRODUCT,
    rules: {
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'civitas/seed-figures': 'error',
      'no-restricted-syntax': syntax.product,
      'no-console': 'error',
      '@typescript-eslint/naming-convention': tellingNames,
    },
  },
  {
    files: PRODUCT,
    ignores: TESTS,
    rules: { 'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: DOMAIN,
    ignores: TESTS,
    rules: {
      'no-restricted-syntax': syntax.domain,
      'no-restricted-globals': impureGlobals,
    },
  },
  // The one clock, and what is measured or stamped beside the domain.
  {
    files: ['libs/platform/values/src/time.ts', 'libs/platform/observability/src/**/*.ts'],
    rules: { 'no-restricted-syntax': syntax.clock },
  },
  // Adapters stamp what they store and send the deadlines their protocol asks for, by the machine's clock.
  {
    files: [
      'libs/platform/event-store/src/{embedded,eventstoredb,gateway}/**/*.ts',
      'libs/platform/messaging/src/**/*.ts',
    ],
    rules: {
      'no-restricted-syntax': syntax.clock,
      // Status codes come off the wire as numbers.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
    },
  },
  // Support of tests waits and polls.
  { files: ['libs/platform/testing/**/*.ts'], rules: { 'no-restricted-syntax': syntax.clock } },
  // A command line and the start of a process speak to a person.
  {
    files: ['apps/*/src/main.ts', 'apps/ops/src/**/*.ts', 'libs/platform/runtime/src/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  // The demo picks its facts by place and name; the figures themselves it reads from the file of facts.
  { files: ['apps/ops/src/demo/**/*.ts'], rules: { 'civitas/seed-figures': ['error', { words: false }] } },
  {
    files: TESTS,
    rules: {
      // Answers of HTTP and of tools are looked at as they come.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  { files: SPECS, rules: { 'no-restricted-syntax': syntax.tests } },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: NODE },
  },
  prettier,
);
