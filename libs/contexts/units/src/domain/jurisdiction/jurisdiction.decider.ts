import { type Decider, rejections } from '#platform/event-sourcing';
import type { RegisterJurisdiction } from './jurisdiction.commands.js';
import type { JurisdictionEvent, JurisdictionLevel } from './jurisdiction.events.js';

export type JurisdictionRejection = 'jurisdiction-already-registered' | 'level-contradicts-code';

export type Jurisdiction =
  | { readonly status: 'unregistered' }
  | { readonly status: 'registered'; readonly name: string; readonly level: JurisdictionLevel };

const rejected = rejections<JurisdictionRejection>();

export const jurisdictionStream = (code: string): string => `units.jurisdiction-${code}`;

/** What a code may be the code of: `000000`, `990000`, `990100`, `990102` (GB/T 2260). */
function levelsOf(code: string): readonly JurisdictionLevel[] {
  if (code === '000000') return ['national'];
  if (code.endsWith('0000')) return ['province'];
  return code.endsWith('00') ? ['city'] : ['county', 'district'];
}

/** An administrative division (行政区划) this deployment serves, by its GB/T 2260 code. */
export const jurisdiction: Decider<RegisterJurisdiction, Jurisdiction, JurisdictionEvent> = {
  initialState: { status: 'unregistered' },
  decide({ data }, state) {
    if (state.status === 'unregistered') {
      const levels = levelsOf(data.code);
      if (!levels.includes(data.level))
        throw rejected('level-contradicts-code', { pointer: '/level', levels });
      return [{ type: 'JurisdictionRegistered', data }];
    }
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
