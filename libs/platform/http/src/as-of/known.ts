import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { EdgeRequest } from '../commands/edge-request.js';
import type { KnownRows } from './known-rows.js';

/** Of a handler that is asked `asOf`. */
export const KNOWN = 'civitas:known';

const knownRows = createParamDecorator((_: unknown, context: ExecutionContext): KnownRows => {
  const { known } = context.switchToHttp().getRequest<EdgeRequest>();
  if (!known) throw new Error('a route without Reads knows no rows');
  return known;
});

/**
 * Parameter: the {@link KnownRows} of a route that declares by `Reads` what it reads. Such a route may be asked
 * `asOf`, every other refuses it with 400.
 */
export const Known = (): ParameterDecorator => (target, method, index) => {
  knownRows()(target, method, index);
  const handler = (target as Record<string | symbol, object>)[method ?? ''];
  if (handler) Reflect.defineMetadata(KNOWN, true, handler);
};
