import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { type KnownUnit, withNames } from '#contexts/units/contracts';
import { Access, anyone, Forbidden, type Grant, Granted, narrowed, query } from '#platform/auth';
import {
  AnswersPage,
  AnswersRevised,
  Jurisdiction,
  Known,
  KnownListQuery,
  type KnownRows,
  type ListPage,
  NotFoundProblem,
  OneOf,
  Reads,
  revised,
  Titled,
} from '#platform/http';
import { isWithin, subtreePrefix } from '#platform/values';
import type { NoticeKind } from '../../domain/circulation-notice/circulation-notice.events.js';
import { knownUnits } from '../../read-models/known-units/known-units.projection.js';
import { noticeReaders } from '../../read-models/notice-readers/notice-readers.projection.js';
import { type NoticeRow, notices } from '../../read-models/notices/notices.projection.js';
import { NOTICE_KINDS } from '../notice-kinds.js';
import { noticeForOffice } from './notice-for-office.js';
import { UnitNotices } from './unit-notices.js';
import { NoticeAnswer, type NoticeLine, NoticeLineAnswer } from './read-notices.answer.js';

const STATUSES = ['filed', 'issued', 'withdrawn'] satisfies NoticeRow['status'][];

export class NoticeListQuery extends KnownListQuery {
  @Jurisdiction({ optional: true, about: '含下级 With everything below it.' })
  jurisdiction?: string;

  @OneOf(NOTICE_KINDS, { optional: true })
  kind?: NoticeKind;

  @OneOf(STATUSES, { optional: true })
  status?: NoticeRow['status'];
}

@ApiTags('supervision')
@Controller('v1/notices')
export class ReadNoticesController {
  @Get(':id')
  @Titled('查看通报', 'Read a notice; a unit reads what concerns it')
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  @Reads(notices, knownUnits)
  @Access({
    roles: ['office', 'unit'],
    scope: anyone('which offices and units read a notice, and what of it, the notice and their places say'),
  })
  @AnswersRevised(NoticeAnswer, { asOf: true })
  read(@Param('id') id: string, @Granted() grant: Grant, @Known() known: KnownRows) {
    const found = known.of(notices).find(id);
    if (!found) throw new NotFoundProblem('notice-not-found');
    const units = known.of(knownUnits).getMany(found.row.entries.map(({ unitId }) => unitId));
    const notice = shown(found.row, grant, units, new UnitNotices(known));
    if (!notice) throw new NotFoundProblem('notice-not-found');
    return revised({ ...notice, entries: withNames(notice.entries, units) }, found.revision);
  }

  @Get()
  @Titled('通报列表', 'Notices of a jurisdiction; a unit’s are those that concern it')
  @Reads(notices, noticeReaders, knownUnits)
  @Access({ roles: ['office', 'unit'], scope: narrowed(query('jurisdiction')) })
  @AnswersPage(NoticeLineAnswer, { asOf: true })
  list(
    @Query() { limit, cursor, kind, status }: NoticeListQuery,
    @Granted() { role, jurisdiction, unitId }: Grant,
    @Known() known: KnownRows,
  ): ListPage<NoticeLine> {
    if (role !== 'unit') {
      const subtree = { prefix: subtreePrefix(jurisdiction ?? '') };
      const where = { jurisdiction: subtree, ...(kind && { kind }), ...(status && { status }) };
      const page = known.of(notices).list({ where, limit, cursor });
      return { items: page.items.map(({ row }) => lineOf(row)), cursor: page.cursor };
    }
    const wanted = (notice: NoticeRow): boolean =>
      (jurisdiction === undefined || isWithin(notice.jurisdiction, jurisdiction)) &&
      (kind === undefined || notice.kind === kind) &&
      (status === undefined || notice.status === status);
    const page = new UnitNotices(known).page(unitId, wanted, limit, cursor);
    return { ...page, items: page.items.map(lineOf) };
  }
}

/** An office outside is told so; a unit learns nothing of what is not for it. */
function shown(
  notice: NoticeRow,
  { role, jurisdiction = '', unitId, ownUnitId }: Grant,
  units: ReadonlyMap<string, KnownUnit>,
  unitNotices: UnitNotices,
): NoticeRow | null {
  if (role === 'unit') return unitNotices.shown(notice, unitId);
  const told = noticeForOffice(notice, jurisdiction, units) ?? unitNotices.shown(notice, ownUnitId);
  if (!told) throw new Forbidden('outside-jurisdiction');
  return told;
}

function lineOf({ entries: _, rectifications: __, ...line }: NoticeRow): NoticeLine {
  return line;
}
