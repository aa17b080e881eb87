import { AsOf, Identifier, Matching } from '#platform/http';

export class ByUnitId {
  @Identifier()
  unitId!: string;
}

export class ScoreQuery {
  @Matching(/^\d{6}-\d{4}$/, '990100-2021', { about: '测评周期 The cycle.' })
  cycle!: string;

  @AsOf()
  asOf?: string;
}
