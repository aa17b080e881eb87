import { Failure, type Output } from './command.js';
import { post, type Server } from './server-request.js';

const DONE: Readonly<Record<string, string>> = {
  park: 'is stopped until it is resumed',
  resume: 'goes on',
  'roll-back': 'serves what it served before, and catches up',
  retry: 'is fed what waits with its parked keys',
  skip: 'leaves the event out',
};

export interface ProjectionOptions extends Server {
  readonly decision: string | undefined;
  readonly projection: string | undefined;
  readonly reason: string | undefined;
  readonly ordinal: string | undefined;
  readonly key: string | undefined;
}

/** Records a decision about a projection in the ledger of the running server, whose projector acts on it. */
export async function decideProjection(options: ProjectionOptions, out: Output): Promise<void> {
  const { decision = '', projection, reason, ordinal, key, url, token } = options;
  const done = DONE[decision];
  if (done === undefined) throw new Failure(`say one of ${Object.keys(DONE).join(', ')}`);
  if (projection === undefined) throw new Failure('name a projection; GET /v1/projections lists them');
  const body = {
    ...(reason !== undefined && { reason }),
    ...(decision === 'skip' && { ordinal: Number(ordinal), ...(key !== undefined && { key }) }),
  };
  await post(`/v1/projections/${encodeURIComponent(projection)}/${decision}`, { url, token }, body);
  out.say(`${projection} ${done}`);
}
