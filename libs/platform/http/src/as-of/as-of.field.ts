import { applyDecorators } from '@nestjs/common';
import { ApiAcceptedResponse } from '@nestjs/swagger';
import { Field } from '../fields/fields.js';
import { instant } from '../fields/rules.js';
import { problemResponses } from '../openapi/problem-responses.js';
import { AsOfPlaceAnswer } from './as-of.answer.js';

const ORDINAL = /^\d{1,15}$/;

/** What was known then: an ordinal of the ledger, or an instant. */
export const AsOf = (): PropertyDecorator =>
  Field(
    {
      check: (value) =>
        typeof value === 'string' && (ORDINAL.test(value) || instant().check(value) === null)
          ? null
          : 'pattern',
      bounds: { values: '1200, 2021-03-05T01:30:00Z' },
      schema: { type: 'string', example: '2021-03-05T01:30:00Z' },
    },
    { optional: true, about: '按当时已知（序号或 UTC 时刻） As known then: an ordinal or a UTC instant.' },
  );

/** Documents that a route folds what was known then, and answers 202 until that is done. */
export const AnswersAsOf = (): MethodDecorator =>
  applyDecorators(
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
