import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { EdgeRequest } from '../commands/edge-request.js';
import type { KnownRows } from './known-rows.js';

/** Parameter: the {@link KnownRows} of a route that declares by `Reads` what it reads. */
export const Known = createParamDecorator((_: unknown, context: ExecutionContext): KnownRows => {
  const { known } = context.switchToHttp().getRequest<EdgeRequest>();
  if (!known) throw new Error('a route without Reads knows no rows');
  return known;
});
