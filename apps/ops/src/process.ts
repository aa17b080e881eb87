import { Failure, type Output } from './command.js';
import { post, type Server } from './server-request.js';

export interface ProcessOptions extends Server {
  readonly decision: string | undefined;
  readonly process: string | undefined;
  readonly reason: string | undefined;
}

/** Records a decision about a process in the ledger; the engine that runs it acts on it. */
export async function decideProcess(options: ProcessOptions, out: Output): Promise<void> {
  const { decision, process, reason, url, token } = options;
  if (decision !== 'retry') throw new Failure('say retry');
  if (process === undefined) throw new Failure('name a process; GET /v1/processes lists them');
  const path = `/v1/processes/${encodeURIComponent(process)}/retry`;
  await post(path, { url, token }, { ...(reason !== undefined && { reason }) });
  out.say(`${process} tries again what it threw on`);
}
