import type { Type } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import type { FieldRule, FieldSchema } from '../fields/field-rule.js';

export interface ShownOptions {
  /** May be absent. */
  readonly optional?: boolean;
  readonly nullable?: boolean;
  /** For OpenAPI: `中文 English`. */
  readonly about?: string;
}

/** What a member is: a value as a field rule or schema says, or an object of another answer class. */
export type ShownShape = FieldRule | FieldSchema | (() => Type);

/**
 * A member of an answer, for OpenAPI alone: answers are not checked. Let the class say
 * `implements Required<Row>`, so that it names every member of what the route gives.
 */
export const Shown = (shape: ShownShape, options: ShownOptions = {}): PropertyDecorator =>
  typeof shape === 'function'
    ? // Taken for a lazy one only as a function that is called `type`.
      ApiProperty({ type: () => shape(), ...documented(options) })
    : ApiProperty({ ...schemaOf(shape), ...documented(options) });

/** A list of such. */
export const ShownList = (shape: ShownShape, options: ShownOptions = {}): PropertyDecorator =>
  typeof shape === 'function'
    ? ApiProperty({ type: () => shape(), isArray: true, ...documented(options) })
    : ApiProperty({ type: 'array', items: { ...schemaOf(shape) }, ...documented(options) });

/** An object whose member names are not known beforehand, each of the shape. */
export const ShownByName = (shape: FieldRule | FieldSchema | Type, options: ShownOptions = {}) =>
  function (target: object, property: string | symbol): void {
    const isClass = typeof shape === 'function';
    if (isClass) ApiExtraModels(shape)(target.constructor);
    const additionalProperties = isClass ? { $ref: getSchemaPath(shape) } : { ...schemaOf(shape) };
    const { required: selfRequired, ...rest } = documented(options);
    ApiProperty({ type: 'object', selfRequired, additionalProperties, ...rest })(target, property);
  };

const schemaOf = (shape: FieldRule | FieldSchema): FieldSchema => ('check' in shape ? shape.schema : shape);

const documented = ({ optional = false, nullable = false, about }: ShownOptions) => ({
  required: !optional,
  ...(nullable && { nullable }),
  ...(about && { description: about }),
});
