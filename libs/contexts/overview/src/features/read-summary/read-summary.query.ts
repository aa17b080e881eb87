import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { ListPage } from '#platform/http';
import { InvalidCursor, type ReadModels, readPageCursor, writePageCursor } from '#platform/projections';
import {
  activityOverview,
  type ActivityOverviewRow,
} from '../../read-models/activity-overview/activity-overview.projection.js';
import {
  titleOverview,
  type TitledUnit,
} from '../../read-models/title-overview/title-overview.projection.js';
import {
  type StandingUnit,
  unitKey,
  unitOverview,
  type UnitOverviewRow,
} from '../../read-models/unit-overview/unit-overview.projection.js';
import { allActivities, namedActivities } from './activity-sections.js';
import type { SummaryItem, SummaryScope } from './summary-item.js';
import { summaryPage, type SummaryPlace, type SummarySection } from './summary-page.js';
import { titlesOfUnits } from './title-section.js';
import { criticisms, registeredUnits } from './unit-sections.js';

export class ReadSummary {
  constructor(
    readonly known: ReadModels,
    readonly scope: SummaryScope,
    readonly limit: number,
    readonly cursor: string | undefined,
  ) {}
}

@QueryHandler(ReadSummary)
export class ReadSummaryHandler implements IQueryHandler<ReadSummary> {
  execute({ known, scope, limit, cursor }: ReadSummary): Promise<ListPage<SummaryItem>> {
    const place = cursor === undefined ? undefined : readPlace(cursor, scope);
    const { items, next } = summaryPage(sections(known, scope), limit, place);
    return Promise.resolve(next ? { items, cursor: writePlace(next, scope) } : { items });
  }
}

function sections(known: ReadModels, scope: SummaryScope): readonly SummarySection<SummaryItem>[] {
  const units = known.of<UnitOverviewRow>(unitOverview);
  const activities = known.of<ActivityOverviewRow>(activityOverview);
  const named = { get: (unitId: string) => units.get(unitKey(unitId)) as StandingUnit | null };
  return [
    criticisms(units, scope),
    registeredUnits(units, scope),
    allActivities(activities, scope),
    namedActivities(activities, scope),
    titlesOfUnits(known.of<TitledUnit>(titleOverview), named, scope),
  ];
}

const writePlace = ({ section, group, given }: SummaryPlace, { jurisdiction, year }: SummaryScope): string =>
  writePageCursor(jurisdiction, year, section, group, given);

/** Throws InvalidCursor unless a page of this very summary gave it. */
function readPlace(cursor: string, scope: SummaryScope): SummaryPlace {
  const [jurisdiction, year, section, group, given] = readPageCursor(cursor);
  const isNatural = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
  if (jurisdiction !== scope.jurisdiction || year !== scope.year || !isNatural(section) || !isNatural(given))
    throw new InvalidCursor('the cursor belongs to another summary');
  if (typeof group !== 'string') throw new InvalidCursor('not a cursor');
  return { section, group, given };
}
