import { Injectable } from '@nestjs/common';
import type { AccessRequest, Scope, ScopeResolver } from '#platform/auth';
import { DeciderRepository } from '#platform/event-store';
import { NotFoundProblem } from '#platform/http';
import { unit, unitStream } from '../domain/unit/unit.decider.js';

const UNIT_ID = /^[0-9a-f-]{36}$/;

/** A unit's place, read from its stream: it holds as soon as the registration is acknowledged. */
@Injectable()
export class UnitScope implements ScopeResolver {
  constructor(private readonly repository: DeciderRepository) {}

  async scopeOf(request: AccessRequest): Promise<Scope> {
    const { id = '' } = request.params as { id?: string };
    if (!UNIT_ID.test(id)) throw new NotFoundProblem('unit-not-found');
    const { state } = await this.repository.load(unit, unitStream(id));
    if (state.status === 'unregistered') throw new NotFoundProblem('unit-not-found');
    return { jurisdiction: state.jurisdiction, unitId: id };
  }
}
