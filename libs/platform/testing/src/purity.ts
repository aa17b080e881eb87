import { inspect } from 'node:util';

/** The value with everything it holds frozen, so that whoever writes to it throws. Answers the value itself. */
export function deepFreeze<T>(value: T): T {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) deepFreeze(member);
  return value;
}

/**
 * The value as it comes back from storage. Throws TypeError naming the path of anything JSON would lose or bend:
 * dates, maps, class instances, bigints, NaN. Members that are undefined are left out, as JSON does.
 */
export function storedJson<T>(value: T, path = ''): T {
  refuseUnstorable(value, path);
  return JSON.parse(JSON.stringify(value)) as T;
}

function refuseUnstorable(value: unknown, path: string): void {
  if (value === null || ['string', 'boolean', 'undefined'].includes(typeof value)) return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (Array.isArray(value)) {
    value.forEach((member, index) => refuseUnstorable(member, `${path}[${index}]`));
    return;
  }
  if (typeof value !== 'object' || !isPlain(value))
    throw new TypeError(`${path === '' ? 'the value' : path} is no JSON: ${inspect(value)}`);
  for (const [name, member] of Object.entries(value)) refuseUnstorable(member, `${path}.${name}`);
}

const isPlain = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};
