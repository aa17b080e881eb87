import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { ListPage } from '#platform/http';
import type { ReadModels } from '#platform/projections';
import { quarterOf } from '#platform/values';
import {
  unitKey,
  unitOverview,
  type UnitOverviewRow,
} from '../../read-models/unit-overview/unit-overview.projection.js';
import {
  linesOf,
  type TimelineLine,
  timelineQuarter,
  unitTimeline,
} from '../../read-models/unit-timeline/unit-timeline.projection.js';
import { rowsOf } from '../rows-of.js';
import { readPlace, timelinePage, writePlace } from './timeline-page.js';
import { told, type ToldLine } from './timeline-words.js';

export class ReadTimeline {
  constructor(
    readonly known: ReadModels,
    readonly unitId: string,
    readonly limit: number,
    readonly cursor: string | undefined,
  ) {}
}

@QueryHandler(ReadTimeline)
export class ReadTimelineHandler implements IQueryHandler<ReadTimeline> {
  execute({ known, unitId, limit, cursor }: ReadTimeline): Promise<ListPage<ToldLine>> {
    const after = cursor === undefined ? undefined : readPlace(cursor, unitId);
    const dissolvedOn = dissolutionOf(known, unitId);
    const { lines, next } = timelinePage(quartersOf(known, unitId, after?.on), limit, after);
    const items = lines.map((line) => told(line, unitId, dissolvedOn));
    return Promise.resolve(next ? { items, cursor: writePlace(unitId, next) } : { items });
  }
}

/** A page seldom needs more. */
const QUARTERS_AT_ONCE = 4;
const BEHIND_ALL = '~';

/** The unit's lines by quarter, from the one of a day backwards. */
function* quartersOf(
  known: ReadModels,
  unitId: string,
  day: string | undefined,
): Generator<readonly TimelineLine[]> {
  const last = day === undefined ? BEHIND_ALL : quarterOf(day);
  const key = { from: timelineQuarter(unitId, ''), to: timelineQuarter(unitId, last) };
  const newestFirst = { where: { key }, descending: true };
  for (const row of rowsOf(known.of(unitTimeline), newestFirst, QUARTERS_AT_ONCE)) yield linesOf(row);
}

function dissolutionOf(known: ReadModels, unitId: string): string | undefined {
  const unit = known.of<UnitOverviewRow>(unitOverview).get(unitKey(unitId));
  return unit?.kind === 'unit' ? unit.dissolvedOn : undefined;
}
