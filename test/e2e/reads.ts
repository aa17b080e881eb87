import type { Place } from './bad-input/place.js';

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
