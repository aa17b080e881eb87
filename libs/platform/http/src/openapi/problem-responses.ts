import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, type ApiResponseOptions, getSchemaPath } from '@nestjs/swagger';
import { ProblemDocumentSchema } from './problem-document.js';

const MEANINGS: Readonly<Record<number, string>> = {
  400: '请求格式或字段有误 Shape of the request.',
  401: '没有有效令牌 No valid token.',
  403: '无权 Not allowed.',
  404: '目标不存在 The target does not exist.',
  408: '请求未在时限内传完 Did not arrive whole in time.',
  409: '与当前状态冲突 The state is in the way.',
  412: '版本已过时 Not the revision the request relies on.',
  413: '请求过大 Too large.',
  415: '须为 JSON Not JSON.',
  422: '规则、引用不成立，或重复使用了请求标识 A rule or reference, or a reused key.',
  503: '暂不可用，见 Retry-After Not available now.',
  504: '未在时限内完成，结果未知，可用同一请求标识重试 Not done in time, outcome not known: try again with the same key.',
};

type Headers = NonNullable<ApiResponseOptions['headers']>;

const RETRY_AFTER: Headers = {
  'Retry-After': {
    description: '若给出：多少秒后重试 Where given: seconds after which to try again.',
    schema: { type: 'integer' },
  },
};

const HEADERS: Readonly<Record<number, Headers>> = {
  401: { 'WWW-Authenticate': { description: '认证方式 How to authenticate.', schema: { type: 'string' } } },
  408: RETRY_AFTER,
  409: RETRY_AFTER,
  503: RETRY_AFTER,
  504: RETRY_AFTER,
};

/** Documents problem answers of these statuses. */
export const problemResponses = (...statuses: readonly number[]): MethodDecorator & ClassDecorator =>
  applyDecorators(
    ApiExtraModels(ProblemDocumentSchema),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: MEANINGS[status] ?? 'problem',
        ...(HEADERS[status] && { headers: HEADERS[status] }),
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDocumentSchema) } } },
      }),
    ),
  );
