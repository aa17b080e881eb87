/** The part of JSON Schema that contract interfaces become. */
export interface Schema {
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema | readonly Schema[];
  readonly description?: string;
  readonly [keyword: string]: unknown;
}

const STRUCTURE = new Set(['$id', '$schema', 'description', 'title', 'properties', 'required', 'items']);

/**
 * What a consumer of `before` would stumble over in `after`, one sentence each. A new optional field and other
 * words are no change; everything else asks for a new version of the contract.
 */
export function breakingChanges(before: Schema, after: Schema, at = ''): string[] {
  const broken: string[] = [];
  const where = at === '' ? 'the body' : at;
  for (const keyword of new Set([...Object.keys(before), ...Object.keys(after)]))
    if (!STRUCTURE.has(keyword) && ordered(before[keyword]) !== ordered(after[keyword]))
      broken.push(
        `${where} has another ${keyword}: ${ordered(before[keyword])} became ${ordered(after[keyword])}`,
      );
  const had = before.properties ?? {};
  const has = after.properties ?? {};
  for (const [name, schema] of Object.entries(had)) {
    const path = at === '' ? name : `${at}.${name}`;
    const kept = has[name];
    if (!kept) {
      broken.push(`${path} is gone`);
      continue;
    }
    if (requires(before, name) !== requires(after, name))
      broken.push(`${path} is ${requires(after, name) ? 'required now' : 'optional now'}`);
    broken.push(...breakingChanges(schema, kept, path));
  }
  for (const name of Object.keys(has))
    if (!had[name] && requires(after, name))
      broken.push(`${at === '' ? name : `${at}.${name}`} is new and required`);
  return [...broken, ...itemChanges(before, after, `${at}[]`)];
}

function itemChanges({ items: before }: Schema, { items: after }: Schema, at: string): string[] {
  if (before === undefined && after === undefined) return [];
  if (isSchema(before) && isSchema(after)) return breakingChanges(before, after, at);
  return ordered(before) === ordered(after) ? [] : [`${at} has other items`];
}

const isSchema = (items: Schema['items']): items is Schema => items !== undefined && !Array.isArray(items);

const requires = ({ required }: Schema, name: string): boolean => required?.includes(name) ?? false;

/** JSON with sorted members and sorted lists of words: their order says nothing in a schema. */
function ordered(value: unknown): string {
  if (value === undefined) return 'none';
  if (Array.isArray(value)) return `[${value.map(ordered).sort().join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([name]) => name !== 'description')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${name}:${ordered(member)}`).join(',')}}`;
}
