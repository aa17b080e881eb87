import type { Place } from './bad-input/place.js';
import { NUMBERING } from './rules.js';

/** Ids of the city's own for a route that reads, by what its path begins with. */
function idFor(path: string, place: Place): string {
  if (path.startsWith('/v1/notices')) return place.notices.issued;
  if (path.startsWith('/v1/activities')) return place.activities.closed;
  if (path.startsWith('/v1/cycles')) return '990100-2021';
  return place.school.id;
}

/** The route with everything filled in: asking without saying about what, and asking about the city. */
export function readsOf(path: string, place: Place): readonly [open: string, ofCity: string] {
  const filled = path
    .replace('{stream}/{revision}', `units.unit-${place.school.id}/0`)
    .replace(/\{\w+\}/g, idFor(path, place));
  const cycle = /scores|leaderboards/.test(path) ? 'cycle=990100-2021' : '';
  const year = path.includes('summary') ? 'year=2021' : '';
  const day = path.includes('policies') ? 'on=2021-06-01' : '';
  const own = [cycle, year, day].filter((part) => part !== '').join('&');
  return [`${filled}?${own}`, `${filled}?jurisdiction=990100&${own}`];
}

/** By what it is of: ids, names and words that only the city itself may read. */
export const secretsOf = ({ school, station, gone, notices, activities }: Place) => ({
  units: [school, station, gone].flatMap(({ id, name }) => [id, name]),
  notices: [...Object.values(notices), '五月文明交通劝导情况通报', '示文明〔2021〕6号'],
  activities: [...Object.values(activities), '文明礼仪讲座'],
  titles: ['示教办〔2021〕1号'],
  cycles: ['990100-2021'],
  policies: [NUMBERING.issuerCode, 'law-popularisation', '通报与荣誉', 'termYears'],
});

/** What is shown to strangers on purpose: whoever is assessed may know the window of a cycle whose id he has. */
export const OPEN_TO_STRANGERS: readonly string[] = ['/v1/cycles/990100-2021 cycles'];
