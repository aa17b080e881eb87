/** What our code never says, as selectors. Every message is distinct: test/architecture plants an offence against each. */
const never = (selector, message) => ({ selector, message });

const clock = [
  never(
    "NewExpression[callee.name='Date'][arguments.length=0]",
    'Now comes from the Clock port, not from new Date().',
  ),
  never(
    "MemberExpression[object.name='Date'][property.name='now']",
    'Now comes from the Clock port, not from Date.now.',
  ),
];

const everywhere = [
  never('ExportDefaultDeclaration', 'Exports have names.'),
  never(
    ':matches(Property, MethodDefinition)[key.name=/^(decide|evolve)$/] SwitchCase[test=null]',
    'No default in decide and evolve: a new command or event must not compile until it is handled.',
  ),
  never(
    ':matches(FunctionDeclaration, VariableDeclarator)[id.name=/^(decide|evolve)/] SwitchCase[test=null]',
    'No default in a decide or evolve function: a new command or event must not compile until it is handled.',
  ),
  never(
    "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression[body.type='BlockStatement'][body.body.length=0]",
    'Nothing fails in silence: translate, compensate or pass it on.',
  ),
];

const effects = [
  never('AwaitExpression', 'The domain awaits nothing.'),
  never(':function[async=true]', 'The domain is not async.'),
  never("MemberExpression[object.name='Math'][property.name='random']", 'The domain knows no chance.'),
];

const hidden = [
  never(
    'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(skip|only|todo)$/]',
    'Every test runs.',
  ),
  never("MemberExpression[object.name='jest'][property.name='mock']", 'Use the real part, or a port.'),
  never(
    "NewExpression[callee.name='Promise'] CallExpression[callee.name='setTimeout']",
    'Wait for a condition, never for a time.',
  ),
];

export const syntax = {
  product: ['error', ...clock, ...everywhere],
  clock: ['error', ...everywhere],
  domain: ['error', ...clock, ...everywhere, ...effects],
  tests: ['error', ...hidden],
};

const IMPURE = [
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
];

export const impureGlobals = [
  'error',
  ...IMPURE.map((name) => ({ name, message: `The domain is pure: no ${name}.` })),
];

/** Names that say nothing. */
export const tellingNames = [
  'error',
  {
    selector: ['class', 'interface', 'typeAlias'],
    format: null,
    custom: { regex: '(Manager|Helper|Base|Impl|Data|Info)$', match: false },
  },
];
