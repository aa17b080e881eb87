import { type Decider, rejections } from '#platform/event-sourcing';
import type { DissolveUnit, RegisterUnit, UnitCommand } from './unit.commands.js';
import type { UnitEvent } from './unit.events.js';

export type UnitRejection =
  | 'unit-not-registered'
  | 'unit-already-registered'
  | 'dissolved-in-future'
  | 'back-entry-needs-reason'
  | 'unit-already-dissolved';

export type Unit =
  | { readonly status: 'unregistered' }
  | { readonly status: 'active'; readonly jurisdiction: string }
  | { readonly status: 'dissolved'; readonly jurisdiction: string; readonly dissolvedOn: string };

const rejected = rejections<UnitRejection>();

export const unitStream = (unitId: string): string => `units.unit-${unitId}`;

/** A unit (单位) lives from registration to dissolution; its criticisms and scores stay with it. */
export const unit: Decider<UnitCommand, Unit, UnitEvent> = {
  initialState: { status: 'unregistered' },
  decide(command, state) {
    switch (command.type) {
      case 'RegisterUnit':
        return register(command, state);
      case 'DissolveUnit':
        return dissolve(command, state);
    }
  },
  evolve(_, event) {
    switch (event.type) {
      case 'UnitRegistered':
        return { status: 'active', jurisdiction: event.data.jurisdiction };
      case 'UnitDissolved':
        return {
          status: 'dissolved',
          jurisdiction: event.data.jurisdiction,
          dissolvedOn: event.data.dissolvedOn,
        };
    }
  },
};

function register({ data, context }: RegisterUnit, state: Unit): readonly UnitEvent[] {
  if (state.status !== 'unregistered') throw rejected('unit-already-registered');
  const { headCount, ...rest } = data;
  const dated = headCount === undefined ? {} : { headCount: { persons: headCount, on: context.today } };
  return [{ type: 'UnitRegistered', data: { ...rest, ...dated } }];
}

function dissolve({ data, context }: DissolveUnit, state: Unit): readonly UnitEvent[] {
  if (state.status === 'unregistered') throw rejected('unit-not-registered');
  if (data.dissolvedOn > context.today) throw rejected('dissolved-in-future', { pointer: '/dissolvedOn' });
  if (state.status === 'dissolved') {
    if (state.dissolvedOn === data.dissolvedOn) return [];
    throw rejected('unit-already-dissolved', { dissolvedOn: state.dissolvedOn });
  }
  const { unitId, dissolvedOn } = data;
  // It takes the unit off the boards of every cycle that had not ended by then.
  const backEntry = dissolvedOn < context.today;
  if (backEntry && !context.reason) throw rejected('back-entry-needs-reason', { pointer: '/reason' });
  const { jurisdiction } = state;
  return [
    { type: 'UnitDissolved', data: { unitId, jurisdiction, dissolvedOn, ...(backEntry && { backEntry }) } },
  ];
}
