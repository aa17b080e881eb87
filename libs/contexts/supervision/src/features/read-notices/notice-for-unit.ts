import type { KnownUnit } from '#contexts/units/contracts';
import { isWithin } from '#platform/values';
import type { NoticeEntry } from '../../domain/circulation-notice/circulation-notice.events.js';
import type { NoticeRow } from '../../read-models/notices/notices.projection.js';

/** A unit that reads. */
export interface UnitReader extends Pick<KnownUnit, 'jurisdiction' | 'system'> {
  readonly unitId: string;
}

/**
 * What a unit may read of a notice, null where it is none of its business. A draft is the office's. A public notice
 * is read whole in its city; one for a system shows the units of the reader's own industry system; of any other
 * notice a unit reads the entry that names it. How others put things right is never shown.
 */
export function noticeForUnit(
  notice: NoticeRow,
  reader: UnitReader,
  known: ReadonlyMap<string, Pick<KnownUnit, 'system'>>,
): NoticeRow | null {
  if (notice.issuedOn === undefined) return null;
  const isHere = reachesPlace(notice, reader.jurisdiction);
  const isColleague = ({ unitId }: NoticeEntry): boolean =>
    reader.system !== undefined && known.get(unitId)?.system === reader.system;
  const isShown = (entry: NoticeEntry): boolean =>
    entry.unitId === reader.unitId ||
    (isHere && (notice.audience === 'public' || (notice.audience === 'system' && isColleague(entry))));
  const entries = notice.entries.filter(isShown);
  if (entries.length === 0) return null;
  const own = notice.rectifications[reader.unitId];
  return { ...notice, entries, rectifications: own ? { [reader.unitId]: own } : {} };
}

/** In the notice's own city, or below the province or nation that issued it. */
export const reachesPlace = ({ jurisdiction: issuing }: NoticeRow, standing: string): boolean =>
  standing.slice(0, 4) === issuing.slice(0, 4) || isWithin(standing, issuing);
