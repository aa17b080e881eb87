import type { Projection, ProjectionEvent } from '#platform/projections';
import { lineage, NATIONAL } from '#platform/values';
import type {
  Audience,
  CirculationNoticeIssued,
} from '../../domain/circulation-notice/circulation-notice.events.js';

/** An issued notice on the shelf of some of its readers. */
export interface ShelvedNotice {
  readonly noticeId: string;
}

type Event = ProjectionEvent<'CirculationNoticeIssued', CirculationNoticeIssued['data']>;

/** Of a unit: the notices that name it. */
export const unitShelf = (unitId: string): string => `unit:${unitId}`;

/** The notices for everybody, or for a system, of the city a code belongs to (of the province or nation above it). */
const cityShelf = (audience: Exclude<Audience, 'unit'>, code: string): string =>
  `${audience}:${code.slice(0, 4)}`;

/** The shelves of one audience on which a unit standing there looks: its city's, its province's, the nation's. */
export const shelvesAbove = (audience: Exclude<Audience, 'unit'>, code: string): readonly string[] => [
  ...new Set([...lineage(code), NATIONAL].map((above) => cityShelf(audience, above))),
];

/** Key of a place on a shelf, in order of notice ids; with `!` behind it, the place right after. */
export const onShelf = (shelf: string, noticeId: string): string => `${shelf}/${noticeId}`;

/** Where units find the notices they may read. A withdrawn one stays: it was read, and says that it is withdrawn. */
export const noticeReaders: Projection<ShelvedNotice, Event> = {
  name: 'notice-readers',
  version: 2,
  handles: ['CirculationNoticeIssued'],
  keysOf: ({ data: { noticeId, jurisdiction, audience, units } }) => {
    const shelves = units.map(({ unitId }) => unitShelf(unitId));
    if (audience !== 'unit') shelves.push(cityShelf(audience, jurisdiction));
    return shelves.map((shelf) => onShelf(shelf, noticeId));
  },
  evolve: (_, { data }) => ({ noticeId: data.noticeId }),
};
