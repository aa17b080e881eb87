import type { Projection, ProjectionEvent } from '#platform/projections';
import type { JurisdictionRegistered } from '../../domain/jurisdiction/jurisdiction.events.js';

type Event = ProjectionEvent<'JurisdictionRegistered', JurisdictionRegistered['data']>;

/** The administrative divisions served, by code. */
export const jurisdictions: Projection<JurisdictionRegistered['data'], Event> = {
  name: 'jurisdictions',
  version: 1,
  handles: ['JurisdictionRegistered'],
  keysOf: ({ data }) => [data.code],
  evolve: (_, { data }) => ({ ...data }),
};
