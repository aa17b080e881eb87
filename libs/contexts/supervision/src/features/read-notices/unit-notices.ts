import type { ListPage } from '#platform/http';
import { InvalidCursor, ProjectionUnavailable, type ReadModels } from '#platform/projections';
import { knownUnits } from '../../read-models/known-units/known-units.projection.js';
import {
  noticeReaders,
  onShelf,
  shelvesAbove,
  unitShelf,
} from '../../read-models/notice-readers/notice-readers.projection.js';
import { type NoticeRow, notices } from '../../read-models/notices/notices.projection.js';
import { noticeForUnit, type UnitReader } from './notice-for-unit.js';

/** A page goes on behind a notice. */
const CURSOR = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Ids up to `bound`, each once and ascending; without a bound there are no others. */
interface FoundIds {
  readonly ids: readonly string[];
  readonly bound?: string;
}

/** The notices that concern a unit. */
export class UnitNotices {
  constructor(private readonly models: ReadModels) {}

  /** What the unit may read of the notice, null when that is nothing. */
  shown(notice: NoticeRow, unitId: string | undefined): NoticeRow | null {
    const reader = this.reader(unitId);
    return reader && this.shownTo(notice, reader);
  }

  /**
   * By notice id. Every notice a page looks at counts towards its limit, also where `wanted` or the unit's rights
   * leave it out: while there is a cursor there is more.
   */
  page(
    unitId: string | undefined,
    wanted: (notice: NoticeRow) => boolean,
    limit: number,
    cursor = '',
  ): ListPage<NoticeRow> {
    if (cursor !== '' && !CURSOR.test(cursor)) throw new InvalidCursor('no notice');
    const reader = this.reader(unitId);
    if (!reader) return { items: [] };
    const { ids, bound } = this.idsFor(reader, cursor, limit);
    const page = ids.slice(0, limit);
    const next = ids.length > limit ? page.at(-1) : bound;
    const rows = this.models.of(notices).getMany(page);
    const items = page.flatMap((id) => {
      const row = rows.get(id);
      if (!row) throw new ProjectionUnavailable(notices.name, 'it is behind the shelves of notices');
      const notice = wanted(row) ? this.shownTo(row, reader) : null;
      return notice ? [notice] : [];
    });
    return { items, ...(next !== undefined && { cursor: next }) };
  }

  private idsFor({ unitId, jurisdiction, system }: UnitReader, after: string, limit: number): FoundIds {
    const shelves = [unitShelf(unitId), ...shelvesAbove('public', jurisdiction)];
    if (system !== undefined) shelves.push(...shelvesAbove('system', jurisdiction));
    const found = shelves.map((shelf) => this.idsOn(shelf, after, limit));
    const bounds = found.flatMap(({ bound }) => (bound === undefined ? [] : [bound]));
    const bound = bounds.length === 0 ? undefined : bounds.reduce((a, b) => (a < b ? a : b));
    const ids = new Set(found.flatMap((shelf) => shelf.ids));
    return {
      ids: [...ids].filter((id) => bound === undefined || id <= bound).sort(),
      ...(bound && { bound }),
    };
  }

  private idsOn(shelf: string, after: string, limit: number): FoundIds {
    const where = { key: { from: `${onShelf(shelf, after)}!`, to: onShelf(shelf, '~') } };
    const page = this.models.of(noticeReaders).list({ where, limit });
    const ids = page.items.map(({ row }) => row.noticeId);
    return page.cursor === undefined ? { ids } : { ids, bound: ids.at(-1) };
  }

  private shownTo(notice: NoticeRow, reader: UnitReader): NoticeRow | null {
    const named = notice.audience === 'system' ? notice.entries.map(({ unitId }) => unitId) : [];
    return noticeForUnit(notice, reader, this.models.of(knownUnits).getMany(named));
  }

  private reader(unitId: string | undefined): UnitReader | null {
    const unit = unitId === undefined ? null : this.models.of(knownUnits).get(unitId);
    return unit && { ...unit, unitId: unitId as string };
  }
}
