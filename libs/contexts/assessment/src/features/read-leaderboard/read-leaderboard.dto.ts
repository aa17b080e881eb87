import { AsOf, Count, Jurisdiction, KnownListQuery, Matching } from '#platform/http';

const CYCLE_ID = /^\d{6}-\d{4}$/;

const Cycle = (): PropertyDecorator => Matching(CYCLE_ID, '990100-2021', { about: '测评周期 The cycle.' });

const WithinCycle = (): PropertyDecorator =>
  Jurisdiction({
    optional: true,
    about: '含下级，默认为整个测评周期的范围 With all below it; the cycle’s whole without.',
  });

export class LeaderboardQuery extends KnownListQuery {
  @WithinCycle()
  jurisdiction?: string;

  @Cycle()
  cycle!: string;
}

export class MemberQuery {
  @WithinCycle()
  jurisdiction?: string;

  @Cycle()
  cycle!: string;

  @Count({ max: 50, fromText: true, optional: true, about: '前后各几名 How many above and below.' })
  neighbours: number = 5;

  @AsOf()
  asOf?: string;
}
