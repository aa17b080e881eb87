import { applyDecorators, SetMetadata, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiResponse } from '@nestjs/swagger';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ETAG } from '../openapi/answers.js';
import { problemResponses } from '../openapi/problem-responses.js';
import { ReceiptDocument } from '../openapi/receipt-document.js';

export const COMMANDS = 'civitas:commands';

/**
 * A route that writes and answers a Receipt (201 when something was created, else 200, with ETag). Names the
 * commands it sends: each needs exactly one handler or the start fails; metrics count by them.
 */
export function Writes(...commands: readonly Type[]): MethodDecorator {
  return applyDecorators(
    Sends(...commands),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: '所依据的版本（ETag） The revision the request relies on.',
      schema: { type: 'string', example: '"3"' },
    }),
    ApiHeader({ name: 'X-Correlation-Id', required: false, schema: { type: 'string', maxLength: 100 } }),
    ApiResponse({
      status: 201,
      type: ReceiptDocument,
      headers: ETAG,
      description: '已创建 Created something.',
    }),
    ApiResponse({
      status: 200,
      type: ReceiptDocument,
      headers: ETAG,
      description: '已执行，或结果早已如此 Done, or done before.',
    }),
    problemResponses(400, 401, 403, 404, 408, 409, 412, 413, 415, 422, 503, 504),
  );
}

/** The same for a route that answers in its own words. */
export function Sends(...commands: readonly Type[]): MethodDecorator {
  return applyDecorators(
    SetMetadata(COMMANDS, commands),
    RouteConfig({ commands: commands.map(({ name }) => name) }),
    ApiBearerAuth(),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: '同一请求的标识，重试时不变 Names the request; the same on every retry.',
      schema: { type: 'string', minLength: 1, maxLength: 200 },
    }),
  );
}
