import { type Decider, rejections } from '#platform/event-sourcing';
import type { RegisterJurisdiction } from './jurisdiction.commands.js';
import type { JurisdictionEvent, JurisdictionLevel } from './jurisdiction.events.js';

export type JurisdictionRejection = 'jurisdiction-already-registered';

export type Jurisdiction =
  | { readonly status: 'unregistered' }
  | { readonly status: 'registered'; readonly name: string; readonly level: JurisdictionLevel };

const rejected = rejections<JurisdictionRejection>();

export const jurisdictionStream = (code: string): string => `units.jurisdiction-${code}`;

/** An administrative division (行政区划) this deployment serves, by its GB/T 2260 code. */
export const jurisdiction: Decider<RegisterJurisdiction, Jurisdiction, JurisdictionEvent> = {
  initialState: { status: 'unregistered' },
  decide({ data }, state) {
    if (state.status === 'unregistered') return [{ type: 'JurisdictionRegistered', data }];
    if (state.name === data.name && state.level === data.level) return [];
    throw rejected('jurisdiction-already-registered', { name: state.name, level: state.level });
  },
  evolve(_, { type, data }) {
    switch (type) {
      case 'JurisdictionRegistered':
        return { status: 'registered', name: data.name, level: data.level };
    }
  },
};
