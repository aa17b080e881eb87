import type { Bounds, FieldCode } from './field-words.js';

/** The part of JSON Schema that fields use. */
export interface FieldSchema {
  readonly type: 'string' | 'integer' | 'boolean';
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: string[];
  readonly example?: string;
}

/** What one field accepts: the check, the limits its messages name, and the same for OpenAPI. */
export interface FieldRule {
  /** Null when the value fits. Called with anything but undefined. */
  check(value: unknown): FieldCode | null;
  readonly bounds: Bounds;
  readonly schema: FieldSchema;
  /** Applied before the check: trimming, reading numbers of a query string. */
  readonly prepare?: (value: unknown) => unknown;
}
