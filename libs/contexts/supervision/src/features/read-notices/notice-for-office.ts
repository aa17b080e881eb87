import type { KnownUnit } from '#contexts/units/contracts';
import { isWithin } from '#platform/values';
import type { NoticeRow } from '../../read-models/notices/notices.projection.js';
import { reachesPlace } from './notice-for-unit.js';

/**
 * What an office may read of a notice, null where it is none of its business: everything of its own and of those issued
 * below it. Of another office's notice, once it is issued, it reads the units standing under it and how they put things
 * right; a public one whole in its city.
 */
export function noticeForOffice(
  notice: NoticeRow,
  office: string,
  known: ReadonlyMap<string, Pick<KnownUnit, 'jurisdiction'>>,
): NoticeRow | null {
  if (isWithin(notice.jurisdiction, office)) return notice;
  if (notice.issuedOn === undefined) return null;
  const isOwn = (unitId: string): boolean => isWithin(known.get(unitId)?.jurisdiction ?? '', office);
  const isPublicHere = notice.audience === 'public' && reachesPlace(notice, office);
  const entries = notice.entries.filter(({ unitId }) => isPublicHere || isOwn(unitId));
  if (entries.length === 0) return null;
  const own = Object.entries(notice.rectifications).filter(([unitId]) => isOwn(unitId));
  return { ...notice, entries, rectifications: Object.fromEntries(own) };
}
