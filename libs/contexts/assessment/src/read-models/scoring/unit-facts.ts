import { activityClosedV1, type ActivityClosedV1 } from '#contexts/activities/contracts';
import {
  noticeIssuedV1,
  type NoticeIssuedV1,
  noticeWithdrawnV1,
  type NoticeWithdrawnV1,
} from '#contexts/supervision/contracts';
import {
  starAwardedV1,
  type StarAwardedV1,
  titleRevokedV1,
  type TitleRevokedV1,
} from '#contexts/titles/contracts';
import type { ProjectionEvent } from '#platform/projections';
import type { FactAttribute, FactKind } from '../../domain/scoring-policy/scoring-policy.events.js';

export type FactEvent =
  | ProjectionEvent<typeof activityClosedV1, ActivityClosedV1>
  | ProjectionEvent<typeof noticeIssuedV1, NoticeIssuedV1>
  | ProjectionEvent<typeof noticeWithdrawnV1, NoticeWithdrawnV1>
  | ProjectionEvent<typeof starAwardedV1, StarAwardedV1>
  | ProjectionEvent<typeof titleRevokedV1, TitleRevokedV1>;

/** The contracts that can score. */
export const factContracts = [
  activityClosedV1,
  noticeIssuedV1,
  noticeWithdrawnV1,
  starAwardedV1,
  titleRevokedV1,
] as const;

export type FactAttributes = Readonly<Partial<Record<FactAttribute, string>>>;

/** What scoring needs to know of something a unit did or was given. */
export interface ScorableFact {
  readonly fact: FactKind;
  readonly attributes: FactAttributes;
  /** 1; −1 where an earlier fact is taken back. */
  readonly occurrences: number;
  /** 人次; negative where they are taken back. */
  readonly personTimes: number;
}

/** One unit's part in an event. */
export interface UnitFact extends ScorableFact {
  /** The day by which it belongs to a cycle; a fact and its reversal share it. `YYYY-MM-DD`. */
  readonly occurredOn: string;
  /** The day an earlier fact was taken back. */
  readonly withdrawnOn?: string;
  /**
   * It counts only in a cycle whose days go on to this one: a title revoked in the cycle of its award gives its
   * points back, one revoked later was held till then, and what an ended cycle came to stands.
   */
  readonly lastsTo?: string;
}

/** The days of a cycle, both included. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** Whether a fact belongs to a cycle of these days. */
export const countsWithin = (
  { occurredOn, lastsTo }: Pick<UnitFact, 'occurredOn' | 'lastsTo'>,
  { from, to }: Window,
): boolean => occurredOn >= from && occurredOn <= to && (lastsTo === undefined || lastsTo <= to);

export interface NamedUnit {
  readonly unitId: string;
  readonly personTimes: number;
}

/** The units an event is about, in its order. */
export function namedUnits({ type, data }: FactEvent): readonly NamedUnit[] {
  switch (type) {
    case activityClosedV1:
      return data.outcomes.units;
    case noticeIssuedV1:
    case noticeWithdrawnV1:
      return data.units;
    case starAwardedV1:
    case titleRevokedV1:
      return [{ unitId: data.unitId, personTimes: 0 }];
  }
}

/** What the event means to one of its named units. */
export function factOf({ type, data }: FactEvent, { personTimes }: NamedUnit): UnitFact {
  switch (type) {
    case activityClosedV1: {
      const { kind, mode, occurredTo: occurredOn } = data;
      return { fact: 'activity', attributes: { kind, mode }, occurrences: 1, personTimes, occurredOn };
    }
    case noticeIssuedV1: {
      const { kind: fact, issuedOn: occurredOn } = data;
      return { fact, attributes: {}, occurrences: 1, personTimes, occurredOn };
    }
    case noticeWithdrawnV1: {
      const { kind: fact, issuedOn: occurredOn, withdrawnOn } = data;
      return {
        fact,
        attributes: {},
        occurrences: -1,
        personTimes: 0 - personTimes,
        occurredOn,
        withdrawnOn,
      };
    }
    case starAwardedV1: {
      const { level, effectiveOn: occurredOn } = data;
      return { fact: 'title', attributes: { level }, occurrences: 1, personTimes, occurredOn };
    }
    case titleRevokedV1: {
      const { level, since: occurredOn, effectiveOn: withdrawnOn } = data;
      const taken = { occurrences: -1, personTimes, occurredOn, withdrawnOn, lastsTo: withdrawnOn };
      return { fact: 'title', attributes: { level }, ...taken };
    }
  }
}

/** What the event means to one unit, for as often as it is named. */
export const factsAbout = (unitId: string, event: FactEvent): readonly UnitFact[] =>
  namedUnits(event)
    .filter((named) => named.unitId === unitId)
    .map((named) => factOf(event, named));

/** The contract a fact was read from; {@link factOf} the other way round. */
export function contractOf({ fact, withdrawnOn }: UnitFact): FactEvent['type'] {
  switch (fact) {
    case 'activity':
      return activityClosedV1;
    case 'criticism':
    case 'commendation':
      return withdrawnOn === undefined ? noticeIssuedV1 : noticeWithdrawnV1;
    case 'title':
      return withdrawnOn === undefined ? starAwardedV1 : titleRevokedV1;
  }
}
