export type { FieldRule, FieldSchema } from './field-rule.js';
export {
  BackEntryReason,
  Count,
  Day,
  Digest,
  Field,
  type FieldOptions,
  Flag,
  Identifier,
  Instant,
  Jurisdiction,
  type ListLimits,
  ListOf,
  Matching,
  Nested,
  OneOf,
  PointsText,
  Text,
} from './fields.js';
export * as rule from './rules.js';
