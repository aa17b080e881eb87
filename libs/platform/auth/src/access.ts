import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Role } from './principal.js';
import { type AccessRequest, grantOf } from './request.js';
import type { AccessScope } from './scope.js';

export const ACCESS = 'civitas:access';
export const PUBLIC = 'civitas:public';

/** Who may call a route, and about what. */
export interface AccessRule {
  /** Auditors may read every route besides; they can be listed only where nobody else reads. */
  readonly roles: readonly Role[];
  readonly scope: AccessScope;
}

/** On a method or a class; a method's own wins. The start fails on a route with neither this nor {@link Public}. */
export const Access = (rule: AccessRule): MethodDecorator & ClassDecorator => SetMetadata(ACCESS, rule);

/** No token wanted: health, documentation, metrics. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);

/** Parameter: the {@link Grant} of this request. */
export const Granted = createParamDecorator((_: unknown, context: ExecutionContext) =>
  grantOf(context.switchToHttp().getRequest<AccessRequest>()),
);
