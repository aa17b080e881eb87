import { unitDissolvedV1, type UnitDissolvedV1 } from '#contexts/units/contracts';
import type { Projection, ProjectionEvent } from '#platform/projections';

/** The day a unit is gone from, and when that was recorded. */
export interface DissolvedUnit extends Pick<UnitDissolvedV1, 'dissolvedOn'> {
  readonly ordinal: number;
  readonly recordedAt: string;
}

/** Units that are gone, by id. Rows tell by themselves what was known when, as those of titles do. */
export const dissolvedUnits: Projection<
  DissolvedUnit,
  ProjectionEvent<typeof unitDissolvedV1, UnitDissolvedV1>
> = {
  name: 'titles-dissolved-units',
  version: 1,
  handles: [unitDissolvedV1],
  keysOf: ({ data }) => [data.unitId],
  evolve: (_, { data: { dissolvedOn }, at: { ordinal, recordedAt } }) => ({
    dissolvedOn,
    ordinal,
    recordedAt,
  }),
};
