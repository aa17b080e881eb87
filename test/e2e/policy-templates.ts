import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { StartedServer } from '#platform/testing';
import { resolved, type Schema, type Schemas } from './openapi/schema.js';

const FOLDER = 'docs/policies';

/** The templates as they lie there, by the context each is for. */
export async function policyTemplates(): Promise<ReadonlyMap<string, unknown>> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.json')).toSorted();
  const read = async (name: string) =>
    [name.replace('.json', ''), JSON.parse(await readFile(`${FOLDER}/${name}`, 'utf8')) as unknown] as const;
  return new Map(await Promise.all(files.map(read)));
}

export const templatesPage = (): Promise<string> => readFile(`${FOLDER}/README.md`, 'utf8');

/** Runs the commands of the page as they stand; answers what they print. */
export async function runCommandsOfPage({ url, dataDir }: StartedServer): Promise<string> {
  const commands = /```sh\n([\s\S]*?)```/.exec(await templatesPage())?.[1];
  if (commands === undefined) throw new Error('the page on policies shows no commands');
  const env = { PATH: process.env['PATH'], PORT: new URL(url).port, DATA_DIR: dataDir };
  const run = promisify(execFile);
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', commands], { env, timeout: 30_000 });
  return stdout;
}

/** Paths of the members a schema knows, such as `rules.items.filter.kind`; those of the items of a list are the list's. */
export function membersKnown(schema: Schema, schemas: Schemas, path = ''): readonly string[] {
  const { items, properties = {} } = resolved(schema, schemas);
  if (items) return membersKnown(items, schemas, path);
  return Object.entries(properties).flatMap(([name, member]) => [
    `${path}.${name}`,
    ...membersKnown(member, schemas, `${path}.${name}`),
  ]);
}

/** Paths of the members a value has, each once. */
export function membersShown(value: unknown, path = ''): ReadonlySet<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((item) => [...membersShown(item, path)]));
  if (value === null || typeof value !== 'object') return new Set();
  return new Set(
    Object.entries(value).flatMap(([name, member]) => [
      `${path}.${name}`,
      ...membersShown(member, `${path}.${name}`),
    ]),
  );
}
