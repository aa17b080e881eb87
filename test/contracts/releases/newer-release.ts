import { unitsDefinition } from '#contexts/units/definition';
import type { DomainEvent, EventCatalogue } from '#platform/event-sourcing';
import { EventCodec, type NewEvent } from '#platform/event-store';
import type { ContextDefinition } from '#platform/projections';
import { derivedId, shanghaiDate } from '#platform/values';
import { CONTEXT_DEFINITIONS } from '../../../apps/projector/src/definitions.js';

const NOW = '2021-06-10T01:00:00.000Z';

/** Unit of the frozen ledger that the newer release writes about. */
export const UNIT_ID = '5f0c1c1e-0000-8000-8000-00000000000b';
export const UNIT_STREAM = `units.unit-${UNIT_ID}`;
export const NEW_UNIT_ID = derivedId('unit', 'of the newer release');
export const NEW_UNIT_STREAM = `units.unit-${NEW_UNIT_ID}`;

/** What a release after this one might write: one type more, one version raised. */
const catalogue: EventCatalogue = {
  ...unitsDefinition.events,
  UnitRenamed: { version: 1, meaning: 'A unit has another name.', words: '单位更名' },
  UnitDissolved: {
    version: unitsDefinition.events['UnitDissolved']!.version + 1,
    upcasters: Array.from({ length: unitsDefinition.events['UnitDissolved']!.version }, () => (data) => data),
    meaning: 'A unit is dissolved or merged.',
    words: '单位撤销或合并',
  },
};
const codec = new EventCodec([catalogue]);

/** This build's definitions with the newer release's events. */
export const newerDefinitions: readonly ContextDefinition[] = CONTEXT_DEFINITIONS.map((definition) =>
  definition === unitsDefinition
    ? {
        ...definition,
        events: catalogue,
        publish: (event: never, at) =>
          (event as DomainEvent).type === 'UnitRenamed' ? [] : definition.publish(event, at),
      }
    : definition,
);

export interface Written {
  readonly stream: string;
  readonly event: NewEvent;
}

/** An event as the newer release writes it. */
export function writtenByNewer(stream: string, type: string, data: object): Written {
  const commandId = derivedId('newer release', stream, type);
  const metadata = {
    commandId,
    requestHash: '',
    actor: 'office-1',
    role: 'office',
    correlationId: commandId,
    recordedAt: NOW,
  };
  const event = codec.encode(derivedId(commandId, 0), { type, data }, metadata, shanghaiDate(NOW));
  return { stream, event };
}

/** Nothing that this build cannot read: a unit with a field it does not know, which is optional. */
export const additive = writtenByNewer(NEW_UNIT_STREAM, 'UnitRegistered', {
  unitId: NEW_UNIT_ID,
  name: '示例区剧院',
  jurisdiction: '990102',
  kind: 'organ',
  foundedOn: '1990-01-01',
});

/** What stops this build, with the sentence it stops with. */
export const stopping = [
  {
    what: 'an event type it does not know',
    written: writtenByNewer(UNIT_STREAM, 'UnitRenamed', { unitId: UNIT_ID, name: '示例区中心医院' }),
    sentence: `event type UnitRenamed is not known to this build (${UNIT_STREAM}@1)`,
  },
  {
    what: 'a version it does not know',
    written: writtenByNewer(UNIT_STREAM, 'UnitDissolved', {
      unitId: UNIT_ID,
      jurisdiction: '990102',
      dissolvedOn: '2021-06-10',
      mergedInto: null,
    }),
    sentence: `UnitDissolved version 2 at ${UNIT_STREAM}@1: this build knows up to 1`,
  },
] as const;
