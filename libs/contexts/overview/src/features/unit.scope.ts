import { Injectable } from '@nestjs/common';
import type { AccessRequest, Scope, ScopeResolver } from '#platform/auth';
import { Directories, NotFoundProblem } from '#platform/http';
import {
  unitKey,
  unitOverview,
  type UnitOverviewRow,
} from '../read-models/unit-overview/unit-overview.projection.js';

const UNIT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The unit the path names, and where it stands. */
@Injectable()
export class UnitScope implements ScopeResolver {
  constructor(private readonly directories: Directories) {}

  async scopeOf(request: AccessRequest): Promise<Scope> {
    const { id = '' } = request.params as { id?: string };
    if (!UNIT_ID.test(id)) throw new NotFoundProblem('unit-not-found');
    const key = unitKey(id);
    const unit = (await this.directories.of<UnitOverviewRow>(unitOverview).find([key])).get(key);
    if (!unit) throw new NotFoundProblem('unit-not-found');
    return { jurisdiction: unit.jurisdiction, unitId: id };
  }
}
