import { resolved, type Schema, type Schemas } from '../openapi/schema.js';
import { changed } from './case.js';

/** A body that must be refused, and how. */
export interface SpoiltBody {
  readonly what: string;
  readonly bytes: string;
  /** Status and code of the problem. */
  readonly refusal: string;
  /** The only field that is named. */
  readonly pointer?: string;
  /** What is wrong with it, where the kind of spoiling says so. */
  readonly fieldCode?: string;
}

const BELL = '\u0007';
const OVERRIDE = '\u202e';

/** Every way to spoil a good body: its bytes as a whole, and each field and object that its schema names. */
export function spoiltBodies(good: object, schema: Schema, schemas: Schemas): readonly SpoiltBody[] {
  return [...spoiltBytes(good), ...spoiltObject({ good, at: '', schemas }, schema, good)];
}

function spoiltBytes(good: object): readonly SpoiltBody[] {
  const text = JSON.stringify(good);
  const malformed = [text.slice(0, -1), `${text}}`, text.replace('{', '{,'), '\u0000'];
  return [
    ...malformed.map((bytes) => ({ what: 'malformed JSON', bytes, refusal: '400 malformed-json' })),
    ...['[]', '[{}]', '"text"', '1', 'true'].map((bytes) => ({
      what: `${bytes} instead of an object`,
      bytes,
      refusal: '400 invalid-request',
    })),
    {
      what: 'a body of 2 MiB',
      bytes: JSON.stringify({ ...good, padding: 'a'.repeat(2 * 1024 * 1024) }),
      refusal: '413 too-large',
    },
  ];
}

interface Spot {
  /** The whole body. */
  readonly good: object;
  /** JSON pointer into it. */
  readonly at: string;
  readonly schemas: Schemas;
}

const wrong = ({ good, at }: Spot, what: string, value: unknown, fieldCode?: string): SpoiltBody => ({
  what: `${at} ${what}`,
  bytes: JSON.stringify(changed(good, at, value)),
  refusal: '400 invalid-request',
  pointer: at,
  ...(fieldCode !== undefined && { fieldCode }),
});

function spoiltObject(spot: Spot, schema: Schema, held: object): readonly SpoiltBody[] {
  const { properties = {}, required = [] } = resolved(schema, spot.schemas);
  const below = (name: string): Spot => ({ ...spot, at: `${spot.at}/${name}` });
  return [
    wrong(below('colour'), 'unknown', 'red', 'unknown-field'),
    prototyped(below('__proto__')),
    ...required.map((name) => wrong(below(name), 'left out', undefined)),
    ...Object.entries(properties).flatMap(([name, member]) =>
      spoiltValue(below(name), resolved(member, spot.schemas), (held as Record<string, unknown>)[name]),
    ),
  ];
}

/** The name must come in the bytes: assigning to it would set the prototype of the object instead. */
function prototyped(spot: Spot): SpoiltBody {
  const marked = wrong({ ...spot, at: spot.at.replace('__proto__', 'marked') }, '', { isAdmin: true });
  const bytes = marked.bytes.replace('"marked"', '"__proto__"');
  return { ...marked, what: spot.at, bytes, pointer: spot.at, fieldCode: 'forbidden-name' };
}

const OTHER_TYPES: Readonly<Record<string, readonly unknown[]>> = {
  string: [7, null, ['text'], { length: 3 }],
  integer: ['7', null, 1.5, [7]],
  boolean: ['true', null, 1],
  array: [{}, 'text', null],
  object: [[], 'text', null],
};

function spoiltValue(spot: Spot, schema: Schema, held: unknown): readonly SpoiltBody[] {
  const type = String(schema.type);
  const others = OTHER_TYPES[type];
  if (!others) throw new Error(`${spot.at} is of a type that nobody spoils: ${type}`);
  return [
    ...others.map((value) => wrong(spot, `as ${JSON.stringify(value)}`, value)),
    ...(type === 'string' ? spoiltText(spot, schema, held) : []),
    ...(type === 'object' && held !== undefined ? spoiltObject(spot, schema, held as object) : []),
    ...(type === 'array' ? spoiltItem(spot, schema, held) : []),
  ];
}

function spoiltItem(spot: Spot, { items = {} }: Schema, held: unknown): readonly SpoiltBody[] {
  const [first] = (held ?? []) as readonly unknown[];
  const item = resolved(items, spot.schemas);
  return first === undefined ? [] : spoiltValue({ ...spot, at: `${spot.at}/0` }, item, first);
}

/** Free text says what is wrong with it; text of a form is refused because it has another. */
function spoiltText(spot: Spot, schema: Schema, held: unknown): readonly SpoiltBody[] {
  const free = schema.maxLength !== undefined;
  const samples = [held, schema.enum?.[0], schema.example, '示例'];
  const text = samples.find((sample) => typeof sample === 'string') ?? '';
  const unseen = (mark: string): string => text.slice(0, 1) + mark + text.slice(1);
  const control = free ? 'control-characters' : undefined;
  return [
    wrong(spot, 'with a control character', unseen(BELL), control),
    wrong(spot, 'with a bidirectional override', unseen(OVERRIDE), control),
    wrong(spot, 'over-long', '长'.repeat((schema.maxLength ?? 300) + 1), free ? 'too-long' : undefined),
  ];
}
