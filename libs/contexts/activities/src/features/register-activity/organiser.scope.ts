import { Injectable } from '@nestjs/common';
import { type AccessRequest, type Scope, ScopeMissing, type ScopeResolver } from '#platform/auth';
import { Directories, Refusal } from '#platform/http';
import { knownUnits } from '../../read-models/known-units/known-units.projection.js';

const UNIT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The organiser the body names, and where it stands. */
@Injectable()
export class OrganiserScope implements ScopeResolver {
  constructor(private readonly directories: Directories) {}

  async scopeOf(request: AccessRequest): Promise<Scope> {
    const { organiserUnitId: unitId } = (request.body ?? {}) as { organiserUnitId?: unknown };
    if (typeof unitId !== 'string' || !UNIT_ID.test(unitId))
      throw new ScopeMissing('body', 'organiserUnitId', 'unit');
    const organiser = (await this.directories.of(knownUnits).find([unitId])).get(unitId);
    if (!organiser) throw new Refusal('unknown-unit', { unitId, pointer: '/organiserUnitId' });
    return { jurisdiction: organiser.jurisdiction, unitId };
  }
}
