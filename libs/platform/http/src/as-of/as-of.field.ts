import { Field } from '../fields/fields.js';
import type { FieldRule } from '../fields/field-rule.js';
import { instant } from '../fields/rules.js';
import { ListQuery } from '../reads/list-query.js';

const ORDINAL = /^\d{1,15}$/;

/** An ordinal of the ledger, or an instant. */
export const HISTORY_PLACE: FieldRule = {
  check: (value) =>
    typeof value === 'string' && (ORDINAL.test(value) || instant().check(value) === null) ? null : 'pattern',
  bounds: { values: '1200, 2021-03-05T01:30:00Z' },
  schema: { type: 'string', example: '2021-03-05T01:30:00Z' },
};

/** For OpenAPI. */
export const ABOUT_AS_OF = '按当时已知（序号或 UTC 时刻） As known then: an ordinal or a UTC instant.';

/** What was known then: an ordinal of the ledger, or an instant. The handler reads it by `Known`. */
export const AsOf = (): PropertyDecorator => Field(HISTORY_PLACE, { optional: true, about: ABOUT_AS_OF });

/** `?limit&cursor&asOf` of every list of rows; extend it with the list's own filters. */
export class KnownListQuery extends ListQuery {
  @AsOf()
  asOf?: string;
}
