/** The part of JSON Schema that the document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly example?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
}

export type Schemas = Readonly<Record<string, Schema>>;

/** The schema itself, behind references; one of several has the members of all. */
export function resolved(schema: Schema, schemas: Schemas): Schema {
  const { $ref, allOf } = schema;
  if (allOf) return allOf.map((part) => resolved(part, schemas)).reduce(joined);
  if ($ref === undefined) return schema;
  const found = schemas[$ref.replace('#/components/schemas/', '')];
  if (!found) throw new Error(`${$ref} leads nowhere`);
  return resolved(found, schemas);
}

const joined = (one: Schema, other: Schema): Schema => ({
  ...one,
  ...other,
  ...((one.properties ?? other.properties) && { properties: { ...one.properties, ...other.properties } }),
  ...((one.required ?? other.required) && {
    required: [...(one.required ?? []), ...(other.required ?? [])],
  }),
});

/** Where a value is not what the schema says; members it does not name count too. */
export function misfits(value: unknown, schema: Schema, schemas: Schemas, at = ''): readonly string[] {
  const known = resolved(schema, schemas);
  const types = [known.type ?? []].flat();
  if (!types.some((type) => isOf(type, value))) return [`${at}: ${typeOf(value)}, not ${types.join('|')}`];
  if (known.enum && !known.enum.includes(value)) return [`${at}: ${String(value)} is none of the words`];
  if (typeof value === 'string')
    return known.pattern === undefined || new RegExp(known.pattern, 'u').test(value)
      ? []
      : [`${at}: ${value} does not look like ${known.pattern}`];
  if (Array.isArray(value))
    return value.flatMap((item, index) => misfits(item, known.items ?? {}, schemas, `${at}/${index}`));
  return value !== null && typeof value === 'object' ? memberMisfits(value, known, schemas, at) : [];
}

function memberMisfits(value: object, known: Schema, schemas: Schemas, at: string): readonly string[] {
  const { properties = {}, required = [], additionalProperties = false } = known;
  const missing = required.filter((name) => !(name in value)).map((name) => `${at}/${name}: missing`);
  const wrong = Object.entries(value).flatMap(([name, member]) => {
    const schema = properties[name] ?? additionalProperties;
    if (schema === true) return [];
    return schema === false
      ? [`${at}/${name}: not documented`]
      : misfits(member, schema, schemas, `${at}/${name}`);
  });
  return [...missing, ...wrong];
}

const isOf = (type: string, value: unknown): boolean =>
  type === 'integer' ? Number.isSafeInteger(value) : type === typeOf(value);

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
