import { firstRefused } from '#contexts/units/contracts';
import { type Directories, Refusal } from '#platform/http';
import { isWithin } from '#platform/values';
import type { FileCirculationNotice } from '../domain/circulation-notice/circulation-notice.commands.js';
import { knownUnits } from '../read-models/known-units/known-units.projection.js';
import type { NoticeDraftBody, NoticeEntryBody } from './draft.dto.js';

type Draft = FileCirculationNotice['data'];

/** The draft of a notice as a request gives it. */
export function draftOfRequest(noticeId: string, dto: NoticeDraftBody): Draft {
  const { jurisdiction, kind, title, issuers, audience, period, entries, rectifyBy } = dto;
  return {
    noticeId,
    jurisdiction,
    kind,
    title,
    issuers,
    audience,
    period: { from: period.from, to: period.to },
    entries: entries.map(entryOf),
    rectifyBy,
  };
}

const entryOf = ({ unitId, personTimes, findings }: NoticeEntryBody) => ({
  unitId,
  personTimes,
  findings: findings.map(({ kind, on, place, note }) => ({ kind, on, place, note })),
});

/** A unit that is gone by now may be named for a period that it saw end: the notice is issued no earlier. */
export async function refuseUnits(
  { jurisdiction, period, entries }: Draft,
  directories: Directories,
): Promise<void> {
  const named = entries.map(({ unitId }, index) => ({ unitId, pointer: `/entries/${index}/unitId` }));
  const known = await directories.of(knownUnits).find(named.map(({ unitId }) => unitId));
  const refused = firstRefused(named, known, period.to, (code) => isWithin(code, jurisdiction));
  if (refused) throw new Refusal(refused.code, refused.details);
}
