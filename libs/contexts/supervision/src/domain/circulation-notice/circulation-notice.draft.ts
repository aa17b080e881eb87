import type { AmendCirculationNotice, FileCirculationNotice } from './circulation-notice.commands.js';
import type { CirculationNoticeEvent, CirculationNoticeFiled } from './circulation-notice.events.js';
import { rejected } from './circulation-notice.rejections.js';
import { type CirculationNotice, draftOf } from './circulation-notice.state.js';

type Draft = CirculationNoticeFiled['data'];

export function file(
  { data, context }: FileCirculationNotice,
  notice: CirculationNotice,
): readonly CirculationNoticeEvent[] {
  if (notice.status !== 'unfiled') throw rejected('notice-already-filed');
  check(data, context.today);
  return [{ type: 'CirculationNoticeFiled', data: { ...data, filedOn: context.today } }];
}

/** What is amended was entered on the day of that: a paper dated before it is back-entry, as of one filed then. */
export function amend(
  { data, context }: AmendCirculationNotice,
  notice: CirculationNotice,
): readonly CirculationNoticeEvent[] {
  const draft = draftOf(notice);
  const { jurisdiction } = draft;
  if (data.jurisdiction !== jurisdiction)
    throw rejected('notice-of-another-jurisdiction', { pointer: '/jurisdiction', jurisdiction });
  if (contentOf(data) === contentOf(draft)) return [];
  check(data, context.today);
  return [{ type: 'CirculationNoticeAmended', data: { ...data, filedOn: context.today } }];
}

/** What the office wrote, to be compared. */
function contentOf({ kind, title, issuers, audience, period, entries, rectifyBy }: Draft): string {
  const named = entries.map(({ unitId, personTimes, findings }) => [
    unitId,
    personTimes,
    findings.map(({ kind: found, on, place, note }) => [found, on, place, note]),
  ]);
  return JSON.stringify([kind, title, issuers, audience, period.from, period.to, named, rectifyBy]);
}

function check(data: Draft, today: string): void {
  const { kind, period, issuers, rectifyBy } = data;
  if (period.to < period.from) throw rejected('period-ends-before-start', { pointer: '/period/to' });
  const twice = issuers.findIndex((issuer, index) => issuers.indexOf(issuer) < index);
  if (twice >= 0) throw rejected('issuer-named-twice', { pointer: `/issuers/${twice}` });
  checkEntries(data, today);
  if (rectifyBy !== undefined && kind !== 'criticism')
    throw rejected('notice-is-no-criticism', { pointer: '/rectifyBy' });
  if (rectifyBy !== undefined && rectifyBy < period.to)
    throw rejected('rectify-by-before-period-end', { pointer: '/rectifyBy' });
}

/** Each unit once, and nothing found on a day that has not come or that the notice is not about. */
function checkEntries({ period, entries }: Draft, today: string): void {
  const named = new Set<string>();
  for (const [index, { unitId, findings }] of entries.entries()) {
    if (named.has(unitId))
      throw rejected('unit-named-twice', { unitId, pointer: `/entries/${index}/unitId` });
    named.add(unitId);
    for (const [place, { on }] of findings.entries()) {
      const pointer = `/entries/${index}/findings/${place}/on`;
      if (on < period.from || on > period.to) throw rejected('finding-outside-period', { pointer });
      if (on > today) throw rejected('date-in-future', { pointer });
    }
  }
}
