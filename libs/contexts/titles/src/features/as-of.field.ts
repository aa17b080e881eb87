import { Field, rule } from '#platform/http';

const ORDINAL = /^\d{1,15}$/;

/** What was known then: an ordinal of the ledger, or an instant. */
export const AsOf = (): PropertyDecorator =>
  Field(
    {
      check: (value) =>
        typeof value === 'string' && (ORDINAL.test(value) || rule.instant().check(value) === null)
          ? null
          : 'pattern',
      bounds: { values: '1200, 2021-03-05T01:30:00Z' },
      schema: { type: 'string', example: '2021-03-05T01:30:00Z' },
    },
    { optional: true, about: '按当时已知（序号或 UTC 时刻） As known then: an ordinal or a UTC instant.' },
  );
