import { readFile } from 'node:fs/promises';
import { devTokenFile } from '#platform/auth';
import { readConfiguration } from '#platform/http';
import { Failure, type Output } from './command.js';

export interface RebuildOptions {
  readonly projection: string | undefined;
  /** The local server by default. */
  readonly url: string | undefined;
  /** The development token by default. */
  readonly token: string | undefined;
}

/** Asks the running server to fold a projection anew. */
export async function rebuild({ projection, url, token }: RebuildOptions, out: Output): Promise<void> {
  if (projection === undefined) throw new Failure('name a projection; GET /v1/projections lists them');
  const { host, port, dataDir } = readConfiguration(process.env);
  const server = url ?? `http://${host}:${port}`;
  const bearer = token ?? (await readFile(devTokenFile(dataDir), 'utf8')).trim();
  const answer = await fetch(new URL(`/v1/projections/${encodeURIComponent(projection)}/rebuild`, server), {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}` },
    signal: AbortSignal.timeout(30_000),
  });
  if (!answer.ok) throw new Failure(`${server} answered ${answer.status} ${await answer.text()}`);
  out.say(`${projection} is folded anew`);
}
