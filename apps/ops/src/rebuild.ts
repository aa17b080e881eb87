import { Failure, type Output } from './command.js';
import { post, type Server } from './server-request.js';

export interface RebuildOptions extends Server {
  readonly projection: string | undefined;
}

/** Asks the running server to fold a projection anew. */
export async function rebuild({ projection, ...server }: RebuildOptions, out: Output): Promise<void> {
  if (projection === undefined) throw new Failure('name a projection; GET /v1/projections lists them');
  await post(`/v1/projections/${encodeURIComponent(projection)}/rebuild`, server, {});
  out.say(`${projection} is folded anew`);
}
