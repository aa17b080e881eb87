import { Injectable } from '@nestjs/common';
import { type AccessRequest, type Scope, ScopeMissing, type ScopeResolver } from '#platform/auth';
import { isJurisdictionCode } from '#platform/values';
import { parseCycleId } from '../../domain/cycle/cycle.decider.js';

/** The jurisdiction in the id of the cycle that the body opens. */
@Injectable()
export class OpenedCycleScope implements ScopeResolver {
  scopeOf(request: AccessRequest): Promise<Scope> {
    const { id } = (request.body ?? {}) as { id?: unknown };
    const parsed = typeof id === 'string' ? parseCycleId(id) : null;
    if (!parsed || !isJurisdictionCode(parsed.jurisdiction))
      return Promise.reject(new ScopeMissing('body', 'id', 'cycle'));
    return Promise.resolve({ jurisdiction: parsed.jurisdiction });
  }
}
