import type { Projection } from '#platform/projections';
import { quarterOf } from '#platform/values';
import type { ToldEvent } from './every-contract.js';
import { type LineKind, tellingOf, TELLINGS } from './tellings.js';

/**
 * What is told of one unit in one quarter, in the order of the ledger; {@link linesOf} reads it. One text, as it is
 * written anew with each later line of its quarter; a line is `<day>|<ordinal>|<kind>|<late or nothing>|<parts of the
 * words>`, of which none goes over a line: titles and names hold no control characters.
 */
export interface QuarterOfLines {
  readonly lines: string;
}

/** One line of a unit's history, before it is put into words. */
export interface TimelineLine {
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly ordinal: number;
  readonly kind: LineKind;
  /** It was entered after its day. */
  readonly isLate: boolean;
  readonly parts: readonly string[];
}

/** Key of a unit's lines of a quarter (`YYYY-Qn`); keys of a unit sort by time. */
export const timelineQuarter = (unitId: string, quarter: string): string => `${unitId}:${quarter}`;

/** The history of each unit, by unit and quarter. */
export const unitTimeline: Projection<QuarterOfLines, ToldEvent> = {
  name: 'unit-timeline',
  version: 5,
  handles: (Object.keys(TELLINGS) as (keyof typeof TELLINGS)[]).filter((type) => TELLINGS[type] !== null),
  keysOf(event) {
    const telling = tellingOf(event);
    const quarter = quarterOf(telling.on(event.data, event.at));
    return telling.named(event.data).map(({ unitId }) => timelineQuarter(unitId, quarter));
  },
  evolve(row, event, key) {
    const { data, at } = event;
    const telling = tellingOf(event);
    const unitId = key.slice(0, -':YYYY-Qn'.length);
    const late = 'backEntry' in data ? 'late' : '';
    const added = telling
      .named(data)
      .filter((named) => named.unitId === unitId)
      .map((named) =>
        [
          telling.on(data, at),
          at.ordinal,
          telling.kind(data, named),
          late,
          ...telling.parts(data, named),
        ].join('|'),
      )
      .join('\n');
    return { lines: row ? `${row.lines}\n${added}` : added };
  },
};

export const linesOf = ({ lines }: QuarterOfLines): readonly TimelineLine[] =>
  lines.split('\n').map((text) => {
    const [on = '', ordinal, kind, late, ...parts] = text.split('|');
    return { on, ordinal: Number(ordinal), kind: kind as LineKind, isLate: late === 'late', parts };
  });
