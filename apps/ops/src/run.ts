import { parseArgs, type ParseArgsConfig } from 'node:util';
import { output, type Output } from './command.js';

type Options = NonNullable<ParseArgsConfig['options']>;
type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

interface OpsCommand {
  readonly usage: string;
  readonly options: Options;
  /** Names of what stands without one. */
  readonly positionals?: readonly string[];
  run(values: Values, out: Output): Promise<void>;
}

const text = (value: Values[string]): string | undefined => (typeof value === 'string' ? value : undefined);

const commands: Readonly<Record<string, OpsCommand>> = {
  demo: {
    usage:
      'demo [--check] [--keep] [--seed <text>] [--omit <fact>]…   plays five places’ year and checks the published facts',
    options: {
      check: { type: 'boolean' },
      keep: { type: 'boolean' },
      seed: { type: 'string' },
      omit: { type: 'string', multiple: true },
    },
    async run({ check, keep, seed, omit }, out) {
      const { demo } = await import('./demo/demo.js');
      const leftOut = Array.isArray(omit) ? omit.map(String) : [];
      await demo(
        { check: check === true, keep: keep === true, seed: text(seed) ?? 'civitas', omit: leftOut },
        out,
      );
    },
  },
  replay: {
    usage: 'replay   folds everything from nothing beside the live rows and reports differences',
    options: {},
    async run(_, out) {
      const { replayBeside } = await import('./replay.js');
      await replayBeside(out);
    },
  },
  backup: {
    usage:
      'backup --to <new directory>   copies the log of DATA_DIR, also while its server runs, and reads it back',
    options: { to: { type: 'string' } },
    async run({ to }, out) {
      const { backup } = await import('./backup.js');
      await backup(text(to), out);
    },
  },
  restore: {
    usage: 'restore --from <directory>   puts a backup into DATA_DIR, which must be empty',
    options: { from: { type: 'string' } },
    async run({ from }, out) {
      const { restore } = await import('./backup.js');
      await restore(text(from), out);
    },
  },
  verify: {
    usage:
      'verify   recounts the whole ledger apart from the projector, inspects every row and reports what is wrong',
    options: {},
    async run(_, out) {
      const { verifyAll } = await import('./verify.js');
      await verifyAll(out);
    },
  },
  projection: {
    usage:
      'projection park|resume|retry|skip|roll-back <projection> [--reason <text>] [--ordinal <n> [--key <key>]] [--url <server>] [--token <token>]   decides about a projection, in the ledger',
    options: {
      reason: { type: 'string' },
      ordinal: { type: 'string' },
      key: { type: 'string' },
      url: { type: 'string' },
      token: { type: 'string' },
    },
    positionals: ['decision', 'projection'],
    async run({ decision, projection, reason, ordinal, key, url, token }, out) {
      const { decideProjection } = await import('./projection.js');
      await decideProjection(
        {
          decision: text(decision),
          projection: text(projection),
          reason: text(reason),
          ordinal: text(ordinal),
          key: text(key),
          url: text(url),
          token: text(token),
        },
        out,
      );
    },
  },
  process: {
    usage:
      'process retry <process> [--reason <text>] [--url <server>] [--token <token>]   has a process that stands still try again, in the ledger',
    options: {
      reason: { type: 'string' },
      url: { type: 'string' },
      token: { type: 'string' },
    },
    positionals: ['decision', 'process'],
    async run({ decision, process, reason, url, token }, out) {
      const { decideProcess } = await import('./process.js');
      await decideProcess(
        {
          decision: text(decision),
          process: text(process),
          reason: text(reason),
          url: text(url),
          token: text(token),
        },
        out,
      );
    },
  },
  rebuild: {
    usage: 'rebuild <projection> [--url <server>] [--token <token>]   folds a projection anew, then switches',
    options: { url: { type: 'string' }, token: { type: 'string' } },
    positionals: ['projection'],
    async run({ projection, url, token }, out) {
      const { rebuild } = await import('./rebuild.js');
      await rebuild({ projection: text(projection), url: text(url), token: text(token) }, out);
    },
  },
  token: {
    usage:
      'token --actor <subject> --role <role>… [--jurisdiction <code>] [--unit <id>]   signs with the local key',
    options: {
      actor: { type: 'string' },
      role: { type: 'string', multiple: true },
      jurisdiction: { type: 'string' },
      unit: { type: 'string' },
    },
    async run({ actor, role, jurisdiction, unit }) {
      const { token } = await import('./token.js');
      const roles = Array.isArray(role) ? role.map(String) : [];
      await token({ actor: text(actor), roles, jurisdiction: text(jurisdiction), unit: text(unit) });
    },
  },
  gateway: {
    usage:
      'gateway   serves the log of DATA_DIR over the EventStoreDB protocol on EVENT_STORE_GATEWAY_PORT, nothing else',
    options: {},
    async run(_, out) {
      const { gateway } = await import('./gateway.js');
      await gateway(out);
    },
  },
};

const usage = (): string =>
  ['npm run ops -- <command> [--json]', ...Object.values(commands).map((each) => `  ${each.usage}`)].join(
    '\n',
  );

/** Runs one command line; the exit code is 0 only when what was said is true, 2 when the line cannot be read. */
export async function run([name, ...args]: readonly string[]): Promise<number> {
  if (name === '--help' || name === 'help') {
    process.stdout.write(`${usage()}\n`);
    return 0;
  }
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    const fault = name === undefined ? 'name a command' : `there is no command ${name}`;
    return complain(`${fault}\n${usage()}`, 2);
  }
  try {
    const options: Options = { ...command.options, json: { type: 'boolean' } };
    const names = command.positionals ?? [];
    const { values, positionals } = parseArgs({ args, options, allowPositionals: names.length > 0 });
    const surplus = positionals[names.length];
    if (surplus !== undefined) return complain(`${surplus} is one name too many\n${command.usage}`, 2);
    const named = Object.fromEntries(names.map((each, index) => [each, positionals[index]]));
    await command.run({ ...values, ...named }, output(values['json'] === true));
    return 0;
  } catch (error) {
    if (error instanceof TypeError && 'code' in error)
      return complain(`${error.message}\n${command.usage}`, 2);
    if (!(error instanceof Error)) throw error;
    const { inWords } = await import('./in-words.js');
    return complain(inWords(error), 1);
  }
}

function complain(message: string, exitCode: number): number {
  process.stderr.write(`${message}\n`);
  return exitCode;
}
