import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { AsOfPending } from '#platform/projections';

/** The part of a Fastify reply that says where to ask again. */
interface AcceptedReply {
  code(status: number): this;
  header(name: string, value: string): this;
  send(body: object): unknown;
}

/** Seconds after which asking again makes sense. */
const RETRY_AFTER = '1';

/** Answers 202 with the place of the job where rows of then are still being folded. */
@Catch(AsOfPending)
export class AsOfPendingFilter implements ExceptionFilter<AsOfPending> {
  catch({ job }: AsOfPending, host: ArgumentsHost): void {
    const place = `/v1/as-of/${job.id}`;
    host
      .switchToHttp()
      .getResponse<AcceptedReply>()
      .code(202)
      .header('Location', place)
      .header('Retry-After', RETRY_AFTER)
      .header('Cache-Control', 'no-store')
      .send({ job: job.id, place });
  }
}
