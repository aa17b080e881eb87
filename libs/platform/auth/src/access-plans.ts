import type { Type } from '@nestjs/common';
import { ACCESS, type AccessRule, PUBLIC } from './access.js';
import type { Role } from './principal.js';

/** What the guard does on a route, worked out once. */
export type AccessPlan =
  | { readonly kind: 'public' }
  | {
      readonly kind: 'guarded';
      readonly rule: AccessRule;
      /** The rule's roles and, last, auditors. */
      readonly reading: readonly Role[];
      /** The rule's roles without auditors. */
      readonly writing: readonly Role[];
    };

/** Reads a route's decorators. Throws, with the route's name, when it has none or they contradict. */
export function accessPlan(controller: Type, handler: (...args: never[]) => unknown): AccessPlan {
  const name = `${controller.name}.${handler.name}`;
  const rule = (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, controller)) as
    AccessRule | undefined;
  const open =
    Reflect.hasMetadata(PUBLIC, handler) ||
    (!Reflect.hasMetadata(ACCESS, handler) && Reflect.hasMetadata(PUBLIC, controller));
  if (open) return { kind: 'public' };
  if (!rule) throw new Error(`${name} says neither @Access nor @Public: who may call it?`);
  if (rule.roles.length === 0) throw new Error(`${name} admits nobody: @Access needs a role`);
  if ((rule.scope.form === 'operations') !== rule.roles.includes('operator'))
    throw new Error(`${name}: operators work on operations, and nobody else does`);
  const writing = rule.roles.filter((role) => role !== 'auditor');
  return { kind: 'guarded', rule, writing, reading: [...writing, 'auditor'] };
}

/** The roles a method can be called with: auditors read everything and write nothing. */
export const rolesFor = (plan: AccessPlan & { kind: 'guarded' }, method: string): readonly Role[] =>
  method === 'GET' || method === 'HEAD' ? plan.reading : plan.writing;
