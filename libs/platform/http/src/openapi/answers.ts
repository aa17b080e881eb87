import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';

/** The revision of the stream an answer mirrors. */
export const ETAG = {
  ETag: {
    description: '版本，用于 If-Match The revision, for If-Match.',
    schema: { type: 'string', example: '"3"' },
  },
} as const;

const GIVEN = '查询结果 What was asked for.';

/** Documents that a route answers an object of the class. */
export const Answers = (answer: Type): MethodDecorator => ApiOkResponse({ type: answer, description: GIVEN });

/** The same for a route that answers by `revised`, with its ETag. */
export const AnswersRevised = (answer: Type): MethodDecorator =>
  ApiOkResponse({ type: answer, description: GIVEN, headers: ETAG });

/** Documents that a route answers pages ({@link ListPage}) of the class. */
export const AnswersPage = (item: Type): MethodDecorator =>
  listed(item, {
    cursor: {
      type: 'string',
      description: '下一页从此处起，末页没有 Where the next page begins; absent on the last.',
    },
  });

/** Documents that a route answers all there is of the class: `items` and never a cursor. */
export const AnswersAll = (item: Type): MethodDecorator => listed(item, {});

const listed = (item: Type, more: Readonly<Record<string, { type: string; description: string }>>) =>
  applyDecorators(
    ApiExtraModels(item),
    ApiOkResponse({
      description: GIVEN,
      schema: {
        type: 'object',
        required: ['items'],
        properties: { items: { type: 'array', items: { $ref: getSchemaPath(item) } }, ...more },
      },
    }),
  );
