import { Injectable } from '@nestjs/common';
import type { AccessRequest, Scope, ScopeResolver } from '#platform/auth';
import type { TitleLevel } from '../domain/title-policy/title-policy.events.js';
import { recordingJurisdiction } from './deciding-jurisdiction.js';
import { TITLE_LEVELS } from './title.dto.js';
import { UnitScope } from './unit.scope.js';

/** The unit the path names, in the jurisdiction whose office records decisions on its title of the level. */
@Injectable()
export class TitleScope implements ScopeResolver {
  constructor(private readonly units: UnitScope) {}

  async scopeOf(request: AccessRequest): Promise<Scope> {
    const { jurisdiction, unitId } = await this.units.placeOf(request);
    const { level } = request.params as { level?: string };
    return isLevel(level)
      ? { jurisdiction: recordingJurisdiction(jurisdiction, level), unitId }
      : { jurisdiction, unitId };
  }
}

const isLevel = (text: string | undefined): text is TitleLevel =>
  (TITLE_LEVELS as readonly (string | undefined)[]).includes(text);
