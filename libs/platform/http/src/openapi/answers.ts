import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { ANSWERS_AS_OF, knownThen, type Schema } from '../as-of/as-of.document.js';
import { PARKED_KEYS } from '../reads/reads.js';

/** The revision of the stream an answer mirrors. */
export const ETAG = {
  ETag: {
    description: '版本，用于 If-Match The revision, for If-Match.',
    schema: { type: 'string', example: '"3"' },
  },
} as const;

const PARKED = {
  [PARKED_KEYS]: {
    description:
      '有行停用待处理时列出投影及行数，清单、合计与名次可能缺少它们；平时没有 Rows that wait for an operator, by projection: lists, totals and ranks may lack them; absent as a rule.',
    schema: { type: 'string', example: 'units=1' },
  },
} as const;

/** Since when what is answered is known. */
export interface AnswerOptions {
  /** Now or, where the request says so, as of then: the handler reads by `Known`. */
  readonly asOf?: true;
}

/** Documents that a route answers an object of the class. */
export const Answers = (answer: Type, options: AnswerOptions = {}): MethodDecorator =>
  answered(answer, { $ref: getSchemaPath(answer) }, options);

/** The same for a route that answers by `revised`, with its ETag. */
export const AnswersRevised = (answer: Type, options: AnswerOptions = {}): MethodDecorator =>
  answered(answer, { $ref: getSchemaPath(answer) }, options, ETAG);

/** Documents that a route answers pages ({@link ListPage}) of the class. */
export const AnswersPage = (item: Type, options: AnswerOptions = {}): MethodDecorator => {
  const cursor = {
    type: 'string',
    description: '下一页从此处起，末页没有 Where the next page begins; absent on the last.',
  };
  return answered(item, listOf(item, { cursor }), options);
};

/** Documents that a route answers all there is of the class: `items` and never a cursor. */
export const AnswersAll = (item: Type): MethodDecorator => answered(item, listOf(item, {}), {});

const listOf = (
  item: Type,
  more: Readonly<Record<string, { type: string; description: string }>>,
): Schema => ({
  type: 'object',
  required: ['items'],
  properties: { items: { type: 'array', items: { $ref: getSchemaPath(item) } }, ...more },
});

const answered = (
  shown: Type,
  schema: Schema,
  { asOf = false }: { readonly asOf?: boolean },
  headers?: typeof ETAG,
): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(shown),
    ApiOkResponse({
      description: '查询结果 What was asked for.',
      schema: asOf ? knownThen(schema) : schema,
      headers: { ...PARKED, ...headers },
    }),
    ...(asOf ? [ANSWERS_AS_OF] : []),
  );
