/** Who may import whom. Every rule is an error; test/architecture plants an offence against each. */

const TESTS = '(\\.(spec|int-spec|e2e-spec|server-spec|broker-spec)\\.ts$|^libs/[^/]+/[^/]+/test/)';
const CONTEXT = '^libs/contexts/([^/]+)/';
/** The context's own catalogue of events, beside its index. */
const CATALOGUE = '^libs/contexts/$1/src/[^/]+\\.events\\.ts$';
const CONTRACTS = '^libs/contexts/[^/]+/src/contracts/';

/** A library that stays behind its port: only `home` may import it. */
const onlyIn = (name, library, home) => ({
  name,
  comment: `Callers use the port; ${library} stays inside its adapter.`,
  severity: 'error',
  from: { path: '^(apps|libs)/', pathNot: home },
  to: { path: `(^|/)node_modules/(@types/)?${library}/` },
});

const betweenContexts = [
  {
    name: 'contexts-meet-at-contracts',
    comment: 'A context knows another one only by its published language.',
    severity: 'error',
    from: { path: CONTEXT },
    to: { path: '^libs/contexts/', pathNot: ['^libs/contexts/$1/', CONTRACTS] },
  },
  {
    name: 'contracts-import-nothing',
    comment: 'The published language stands alone, so that it can be handed out as it is.',
    severity: 'error',
    from: { path: `${CONTEXT}src/contracts/`, pathNot: TESTS },
    to: { pathNot: '^libs/contexts/$1/src/contracts/' },
  },
  {
    name: 'context-index-is-for-apps',
    comment: 'The index composes the context for an application; inside, files import each other.',
    severity: 'error',
    from: { path: '^libs/', pathNot: TESTS },
    to: { path: '^libs/contexts/[^/]+/src/index\\.ts$' },
  },
];

const insideAContext = [
  {
    name: 'domain-imports-domain-only',
    comment: 'An allow-list: the own domain and #platform/event-sourcing; no framework, no node:*, no npm.',
    severity: 'error',
    from: { path: `${CONTEXT}src/domain/`, pathNot: TESTS },
    to: { pathNot: ['^libs/contexts/$1/src/domain/', '^libs/platform/event-sourcing/'] },
  },
  {
    name: 'slices-use-domain-and-read-models',
    comment:
      'A feature, process or integration uses its own folder, the own domain, read models and contracts.',
    severity: 'error',
    from: { path: `${CONTEXT}src/(features|processes|integration)/([^/]+)`, pathNot: TESTS },
    to: {
      path: '^libs/contexts/$1/src/',
      pathNot: [
        '^libs/contexts/$1/src/(domain|read-models|contracts)/',
        '^libs/contexts/$1/src/$2/($3|[^/]+\\.ts$)',
        CATALOGUE,
      ],
    },
  },
  {
    name: 'read-models-see-events-only',
    comment: 'Rows are folded from what happened: stored events and contracts, never deciders or commands.',
    severity: 'error',
    from: { path: `${CONTEXT}src/read-models/`, pathNot: TESTS },
    to: {
      pathNot: [
        '^libs/contexts/$1/src/read-models/',
        '^libs/contexts/$1/src/domain/.+\\.events\\.ts$',
        CATALOGUE,
        CONTRACTS,
        '^libs/platform/(projections|event-sourcing|values)/',
      ],
    },
  },
];

const layers = [
  {
    name: 'platform-knows-no-context',
    comment: 'The platform serves every context alike.',
    severity: 'error',
    from: { path: '^libs/platform/' },
    to: { path: '^libs/contexts/' },
  },
  {
    name: 'libs-know-no-app',
    comment: 'Applications compose libraries, not the other way round.',
    severity: 'error',
    from: { path: '^libs/' },
    to: { path: '^apps/' },
  },
  {
    name: 'apps-stand-alone',
    comment:
      'Only standalone (all in one process) and ops (which starts it) compose other applications; the list of definitions, and how it is shared out, is common.',
    severity: 'error',
    from: { path: '^apps/([^/]+)/', pathNot: '^apps/(standalone|ops)/' },
    to: { path: '^apps/', pathNot: ['^apps/$1/', '^apps/projector/src/(definitions|shards)\\.ts$'] },
  },
  {
    name: 'event-sourcing-imports-nothing',
    comment: 'The words of the domain depend on nothing at all.',
    severity: 'error',
    from: { path: '^libs/platform/event-sourcing/', pathNot: TESTS },
    to: { pathNot: '^libs/platform/event-sourcing/' },
  },
  {
    name: 'packages-are-imported-by-name',
    comment: 'Across packages write #platform/<name> or #contexts/<name>, never a path into the other one.',
    severity: 'error',
    from: { path: '^libs/([^/]+/[^/]+)/' },
    to: { path: '^libs/', pathNot: '^libs/$1/', dependencyTypesNot: ['aliased-subpath-import'] },
  },
  {
    name: 'apps-import-packages-by-name',
    comment: 'Applications, too, see only the index of a package.',
    severity: 'error',
    from: { path: '^(apps|test)/' },
    to: { path: '^libs/', dependencyTypesNot: ['aliased-subpath-import'] },
  },
];

const adapters = [
  onlyIn(
    'eventstoredb-client-in-its-adapter',
    '@eventstore/db-client',
    '^libs/platform/event-store/src/(eventstoredb|gateway)/',
  ),
  onlyIn(
    'grpc-in-the-event-store',
    '@grpc/grpc-js',
    '^libs/platform/event-store/src/(eventstoredb|gateway)/',
  ),
  // It comes with the db-client, whose generated messages need this very copy: not a dependency of our own.
  onlyIn(
    'protobuf-in-the-event-store',
    'google-protobuf',
    '^libs/platform/event-store/src/(eventstoredb|gateway)/',
  ),
  onlyIn('kafkajs-in-messaging', 'kafkajs', '^libs/platform/messaging/'),
  onlyIn('opentelemetry-in-tracing', '@opentelemetry', '^libs/platform/tracing/'),
  onlyIn(
    'sqlite-in-its-adapters',
    'better-sqlite3',
    '^libs/platform/(sqlite/(src|test)|event-store/src/embedded|projections/(src/sqlite|test)|processes/(src/sqlite|test)|messaging/src)/',
  ),
];

const hygiene = [
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one, or a third is missing.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'imports-resolve',
    comment: 'What is imported is there.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'tests-are-not-shipped',
    comment: 'Product code imports no test, no test support and nothing of test/.',
    severity: 'error',
    from: { path: '^(apps|libs)/', pathNot: [TESTS, '^libs/platform/testing/'] },
    to: { path: [TESTS, '^libs/platform/testing/', '^test/'] },
  },
  {
    name: 'dev-packages-are-not-shipped',
    comment: 'Product code imports what package.json lists under dependencies; types are gone when it runs.',
    severity: 'error',
    from: { path: '^(apps|libs)/', pathNot: [TESTS, '^libs/platform/testing/'] },
    to: {
      dependencyTypes: ['npm-dev', 'npm-optional', 'npm-no-pkg', 'npm-unknown'],
      dependencyTypesNot: ['type-only'],
      pathNot: '/google-protobuf/',
    },
  },
];

module.exports = {
  forbidden: [...betweenContexts, ...insideAContext, ...layers, ...adapters, ...hygiene],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|coverage)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'require', 'node', 'default'],
      extensions: ['.ts', '.mts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
