import { applyDecorators, SetMetadata, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader } from '@nestjs/swagger';
import { problemResponses } from '../openapi/problem-responses.js';

export const READS = 'civitas:reads';
export const QUERIES = 'civitas:queries';

/** Header of an answer some of whose rows wait for an operator: projections and how many keys of each. */
export const PARKED_KEYS = 'Civitas-Parked-Keys';

/** A projection as a route declares it. */
export interface DeclaredProjection {
  readonly name: string;
}

/**
 * A route that reads: every projection it reads (values), so that `Min-Position` waits for the slowest, and the
 * query classes it sends to the bus, each of which needs exactly one handler or the start fails. The handler is given
 * their rows by `Known`; what it answers is documented by `Answers` and its kin.
 */
export function Reads(...sources: readonly (DeclaredProjection | Type)[]): MethodDecorator {
  const queries = sources.filter((source) => typeof source === 'function');
  const names = sources.filter((source) => typeof source !== 'function').map(({ name }) => name);
  return applyDecorators(
    SetMetadata(READS, names),
    SetMetadata(QUERIES, queries),
    ApiBearerAuth(),
    ApiHeader({
      name: 'Min-Position',
      required: false,
      description:
        '回执中的 position：等读模型到达后再答 The position of a receipt: answers when the read models have reached it.',
      schema: { type: 'string' },
    }),
    problemResponses(400, 401, 403, 404, 409, 503, 504),
  );
}
