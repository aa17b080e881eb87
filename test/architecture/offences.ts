/** One file that breaks a rule of who may import whom, in a tree that is sound otherwise. */
export interface ImportOffence {
  readonly rule: string;
  readonly file: string;
  readonly imports: string;
}

/** Sound packages which the offences are planted among; each file holds these imports. */
export const soundTree: Readonly<Record<string, readonly string[]>> = {
  'apps/relay/src/main.ts': ['#platform/values', '#contexts/alpha', '@nestjs/core', 'node:fs'],
  'apps/standalone/src/main.ts': ['../../relay/src/main.js'],
  'apps/projector/src/definitions.ts': ['#contexts/alpha'],
  'apps/admin-api/src/definitions.ts': ['../../projector/src/definitions.js'],
  'libs/platform/values/src/index.ts': ['./ids.js'],
  'libs/platform/values/src/ids.ts': ['node:crypto'],
  'libs/platform/event-sourcing/src/index.ts': [],
  'libs/platform/projections/src/index.ts': ['#platform/event-sourcing'],
  'libs/platform/projections/src/sqlite/rows.ts': ['better-sqlite3'],
  'libs/platform/processes/src/sqlite/outbox.ts': ['better-sqlite3'],
  'libs/platform/event-store/src/gateway/serve.ts': [
    '@grpc/grpc-js',
    '@eventstore/db-client',
    'google-protobuf',
  ],
  'libs/platform/messaging/src/index.ts': ['kafkajs'],
  'libs/platform/tracing/src/index.ts': ['@opentelemetry/api'],
  'libs/platform/testing/src/index.ts': ['@nestjs/testing'],
  'libs/contexts/alpha/src/index.ts': ['./alpha.module.js', './read-models/list/list.projection.js'],
  'libs/contexts/alpha/src/alpha.module.ts': ['@nestjs/common', './features/file-it/file-it.handler.js'],
  'libs/contexts/alpha/src/alpha.events.ts': ['./domain/thing/thing.events.js'],
  'libs/contexts/alpha/src/contracts/index.ts': ['./things.js'],
  'libs/contexts/alpha/src/contracts/things.ts': [],
  'libs/contexts/alpha/src/domain/thing/thing.events.ts': [],
  'libs/contexts/alpha/src/domain/thing/thing.decider.ts': ['#platform/event-sourcing', './thing.events.js'],
  'libs/contexts/alpha/src/domain/thing/thing.decider.spec.ts': ['#platform/testing', './thing.decider.js'],
  'libs/contexts/alpha/src/features/problems.ts': [],
  'libs/contexts/alpha/src/features/file-it/file-it.handler.ts': [
    '@nestjs/common',
    '../problems.js',
    '../../domain/thing/thing.decider.js',
    '../../alpha.events.js',
  ],
  'libs/contexts/alpha/src/features/list-it/list-it.controller.ts': [
    '../../read-models/list/list.projection.js',
  ],
  'libs/contexts/alpha/src/read-models/list/list.projection.ts': [
    '#platform/projections',
    '#contexts/beta/contracts',
    '../../domain/thing/thing.events.js',
  ],
  'libs/contexts/beta/src/index.ts': [],
  'libs/contexts/beta/src/contracts/index.ts': [],
  'libs/contexts/beta/src/domain/other/other.events.ts': [],
};

const alpha = 'libs/contexts/alpha/src';

export const importOffences: readonly ImportOffence[] = [
  { rule: 'contexts-meet-at-contracts', file: `${alpha}/read-models/list/o1.ts`, imports: '#contexts/beta' },
  {
    rule: 'contexts-meet-at-contracts',
    file: `${alpha}/features/file-it/o2.ts`,
    imports: '../../../../beta/src/domain/other/other.events.js',
  },
  { rule: 'contracts-import-nothing', file: `${alpha}/contracts/o1.ts`, imports: '#platform/values' },
  {
    rule: 'contracts-import-nothing',
    file: `${alpha}/contracts/o2.ts`,
    imports: '../domain/thing/thing.events.js',
  },
  { rule: 'context-index-is-for-apps', file: `${alpha}/features/file-it/o3.ts`, imports: '#contexts/alpha' },
  { rule: 'domain-imports-domain-only', file: `${alpha}/domain/thing/o1.ts`, imports: '@nestjs/common' },
  { rule: 'domain-imports-domain-only', file: `${alpha}/domain/thing/o2.ts`, imports: 'node:crypto' },
  { rule: 'domain-imports-domain-only', file: `${alpha}/domain/thing/o3.ts`, imports: '#platform/values' },
  {
    rule: 'domain-imports-domain-only',
    file: `${alpha}/domain/thing/o4.ts`,
    imports: '../../read-models/list/list.projection.js',
  },
  {
    rule: 'slices-use-domain-and-read-models',
    file: `${alpha}/features/list-it/o1.ts`,
    imports: '../file-it/file-it.handler.js',
  },
  {
    rule: 'slices-use-domain-and-read-models',
    file: `${alpha}/processes/remind/o1.ts`,
    imports: '../../features/problems.js',
  },
  {
    rule: 'slices-use-domain-and-read-models',
    file: `${alpha}/integration/o1.ts`,
    imports: '../alpha.module.js',
  },
  {
    rule: 'read-models-see-events-only',
    file: `${alpha}/read-models/list/o2.ts`,
    imports: '../../domain/thing/thing.decider.js',
  },
  { rule: 'read-models-see-events-only', file: `${alpha}/read-models/list/o3.ts`, imports: '@nestjs/common' },
  {
    rule: 'platform-knows-no-context',
    file: 'libs/platform/values/src/o1.ts',
    imports: '#contexts/beta/contracts',
  },
  {
    rule: 'libs-know-no-app',
    file: `${alpha}/features/file-it/o4.ts`,
    imports: '../../../../../../apps/relay/src/main.js',
  },
  { rule: 'apps-stand-alone', file: 'apps/projector/src/o1.ts', imports: '../../relay/src/main.js' },
  { rule: 'event-sourcing-imports-nothing', file: 'libs/platform/event-sourcing/src/o1.ts', imports: 'rxjs' },
  {
    rule: 'packages-are-imported-by-name',
    file: 'libs/platform/projections/src/o1.ts',
    imports: '../../values/src/ids.js',
  },
  {
    rule: 'apps-import-packages-by-name',
    file: 'apps/relay/src/o1.ts',
    imports: '../../../libs/platform/values/src/ids.js',
  },
  {
    rule: 'eventstoredb-client-in-its-adapter',
    file: 'libs/platform/event-store/src/o1.ts',
    imports: '@eventstore/db-client',
  },
  {
    rule: 'protobuf-in-the-event-store',
    file: 'libs/platform/event-store/src/o3.ts',
    imports: 'google-protobuf/google/protobuf/empty_pb.js',
  },
  { rule: 'grpc-in-the-event-store', file: 'libs/platform/event-store/src/o2.ts', imports: '@grpc/grpc-js' },
  { rule: 'kafkajs-in-messaging', file: 'apps/relay/src/o2.ts', imports: 'kafkajs' },
  {
    rule: 'opentelemetry-in-tracing',
    file: 'apps/relay/src/o5.ts',
    imports: '@opentelemetry/api',
  },
  { rule: 'sqlite-in-its-adapters', file: `${alpha}/features/list-it/o2.ts`, imports: 'better-sqlite3' },
  { rule: 'no-cycles', file: 'libs/platform/values/src/o2.ts', imports: './o2-back.js' },
  { rule: 'imports-resolve', file: 'libs/platform/values/src/o3.ts', imports: './missing.js' },
  { rule: 'tests-are-not-shipped', file: 'apps/relay/src/o3.ts', imports: '#platform/testing' },
  { rule: 'dev-packages-are-not-shipped', file: 'apps/relay/src/o4.ts', imports: 'fast-check' },
];

/** Rules an offence cannot help breaking besides the one it is planted for. */
export const alsoBroken: Readonly<Record<string, readonly string[]>> = {
  [`${alpha}/read-models/list/o1.ts`]: ['context-index-is-for-apps', 'read-models-see-events-only'],
  [`${alpha}/features/file-it/o2.ts`]: ['packages-are-imported-by-name'],
  [`${alpha}/features/file-it/o3.ts`]: ['slices-use-domain-and-read-models'],
};
