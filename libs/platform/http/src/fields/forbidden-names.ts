const NAMES = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

/**
 * Names that every object has from its prototype, and that no field of ours has: through `__proto__` a request could
 * reach the prototype, and a whitelist kept in an object takes `toString` for a known field.
 */
export const isForbiddenName = (name: string): boolean => NAMES.has(name);
