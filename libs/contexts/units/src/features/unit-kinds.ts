import type { UnitKind } from '../domain/unit/unit.events.js';

export const UNIT_KINDS = [
  'organ',
  'public-institution',
  'enterprise',
  'community',
  'village-town',
  'school',
  'service-window',
  'other',
] satisfies UnitKind[];
