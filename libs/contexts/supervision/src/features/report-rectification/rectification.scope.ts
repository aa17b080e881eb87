import { Injectable } from '@nestjs/common';
import { type AccessRequest, body, namedScope, type Scope, type ScopeResolver } from '#platform/auth';
import { NoticeScope } from '../notice.scope.js';

/** Where the notice is issued, and the unit the body names, whose rectification it is. */
@Injectable()
export class RectificationScope implements ScopeResolver {
  constructor(private readonly notices: NoticeScope) {}

  async scopeOf(request: AccessRequest): Promise<Scope> {
    return {
      ...(await this.notices.scopeOf(request)),
      ...namedScope(request, body('unitId', 'unit'), false),
    };
  }
}
