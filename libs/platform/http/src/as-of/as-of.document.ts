import { applyDecorators } from '@nestjs/common';
import { ApiAcceptedResponse, type ApiOkResponse, ApiQuery } from '@nestjs/swagger';
import { problemResponses } from '../openapi/problem-responses.js';
import { AsOfPlaceAnswer } from './as-of.answer.js';
import { ABOUT_AS_OF, HISTORY_PLACE } from './as-of.field.js';

/** A schema as the document holds it. */
export type Schema = Extract<Parameters<typeof ApiOkResponse>[0], { readonly schema: unknown }>['schema'];

/** What is answered, with the ordinal that tells how far it was known. */
export const knownThen = (answered: Schema): Schema => ({
  allOf: [
    answered,
    {
      type: 'object',
      properties: {
        asOf: {
          type: 'integer',
          description:
            'asOf 所指时点最后一个事件的序号，未问 asOf 则不列 Ordinal of the last event that was known; absent where it is now.',
        },
      },
    },
  ],
});

/** Documents that a route may be asked `asOf`, and answers 202 until the rows of then are folded. */
export const ANSWERS_AS_OF: MethodDecorator = applyDecorators(
  ApiQuery({ name: 'asOf', required: false, description: ABOUT_AS_OF, schema: HISTORY_PLACE.schema }),
  ApiAcceptedResponse({
    type: AsOfPlaceAnswer,
    description: 'asOf 的行尚在折叠，稍后再问 Rows of then are being folded: ask again.',
    headers: {
      Location: { description: '进度 How far it is.', schema: { type: 'string' } },
      'Retry-After': { description: '秒 Seconds.', schema: { type: 'string' } },
    },
  }),
  problemResponses(409, 503),
);
