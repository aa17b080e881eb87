import { Injectable } from '@nestjs/common';
import type { AccessRequest, Scope, ScopeResolver } from '#platform/auth';
import { Directories, NotFoundProblem } from '#platform/http';
import { knownUnits } from '../read-models/known-units/known-units.projection.js';

const UNIT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The unit the path names, and where it stands. */
@Injectable()
export class UnitScope implements ScopeResolver {
  constructor(private readonly directories: Directories) {}

  scopeOf(request: AccessRequest): Promise<Scope> {
    return this.placeOf(request);
  }

  /** Throws `unit-not-found`. */
  async placeOf(request: AccessRequest): Promise<Required<Scope>> {
    const { unitId = '' } = request.params as { unitId?: string };
    if (!UNIT_ID.test(unitId)) throw new NotFoundProblem('unit-not-found');
    const unit = (await this.directories.of(knownUnits).find([unitId])).get(unitId);
    if (!unit) throw new NotFoundProblem('unit-not-found');
    return { jurisdiction: unit.jurisdiction, unitId };
  }
}
