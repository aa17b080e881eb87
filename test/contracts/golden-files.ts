import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** An event as some version of the system wrote it, kept for ever. */
export interface GoldenFile {
  readonly path: string;
  readonly context: string;
  readonly type: string;
  readonly version: number;
  readonly data: Record<string, unknown>;
}

export const repository = resolve(__dirname, '../..');

/** Every golden file of every context, and of the platform's own events. Throws when a file's name and content do not tell the same type and version. */
export const goldenFiles = (): readonly GoldenFile[] =>
  globSync(['libs/contexts/*/src/domain/*/golden/*', 'libs/platform/*/src/golden/*'], { cwd: repository })
    .sort()
    .map(read);

function read(path: string): GoldenFile {
  const { type, version, data } = JSON.parse(readFileSync(join(repository, path), 'utf8')) as Omit<
    GoldenFile,
    'path' | 'context'
  >;
  if (basename(path) !== `${type}.v${version}.json`)
    throw new Error(`${path} holds ${type} version ${version}`);
  return { path, context: path.split('/')[2] ?? '', type, version, data };
}

/** The file that states this event's type today: the `*.events.ts` beside the golden folder that exports it. */
export function eventsFile({ path, type }: GoldenFile): string {
  const aggregate = dirname(dirname(path));
  const found = globSync(`${aggregate}/*.events.ts`, { cwd: repository }).filter((file) =>
    new RegExp(`export (interface|type) ${type}\\b`).test(readFileSync(join(repository, file), 'utf8')),
  );
  if (found.length !== 1 || found[0] === undefined)
    throw new Error(`${aggregate} does not export ${type} in one *.events.ts`);
  return found[0];
}
