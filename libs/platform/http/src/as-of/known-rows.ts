import { Inject, Injectable } from '@nestjs/common';
import { type AsOfJobs, type AsOfPlace, asOfPlace, type ReadModels } from '#platform/projections';
import type { Clock } from '#platform/values';
import { fieldError } from '../fields/field-errors.js';
import { InvalidRequest } from '../problems/exceptions.js';
import { AS_OF, CLOCK, READ_MODELS } from '../tokens.js';
import { HISTORY_PLACE } from './as-of.field.js';

/** Rows as they are now, and as they were then. */
@Injectable()
export class RowSources {
  constructor(
    @Inject(READ_MODELS) readonly now: ReadModels,
    @Inject(AS_OF) readonly then: Pick<AsOfJobs, 'rows' | 'refuseAhead'>,
    @Inject(CLOCK) readonly clock: Clock,
  ) {}
}

interface Found {
  readonly models: ReadModels;
  readonly instant: string;
  readonly ordinal?: number;
}

/** What a read asks for: the projections its route declares, and `asOf` as it came. */
export interface AskedRows {
  readonly projections: readonly string[];
  readonly asOf: unknown;
}

/**
 * Rows of the projections a route declares: as they are known now or, where the request says `asOf`, as they were
 * known then, all at one ordinal.
 */
export class KnownRows implements ReadModels {
  private found: Found | null = null;

  constructor(
    private readonly sources: RowSources,
    private readonly asked: AskedRows,
  ) {}

  /**
   * Throws what {@link AsOfJobs.rows} throws while rows of then are not there, InvalidRequest where `asOf` is
   * malformed, and an Error for a projection that the route does not declare.
   */
  readonly of: ReadModels['of'] = (projection) => {
    if (!this.asked.projections.includes(projection.name))
      throw new Error(`the route reads ${projection.name} and does not declare it`);
    return this.find().models.of(projection);
  };

  /**
   * What `asOf` names, undefined where it is now: for rows that tell by themselves what was known when. Throws
   * AsOfAhead, and InvalidRequest where it is malformed.
   */
  get place(): AsOfPlace | undefined {
    const place = this.placeAsked();
    if (place) this.sources.then.refuseAhead(place);
    return place;
  }

  /** Ordinal of the last event that was known; undefined where it is now, and before rows were asked for. */
  get ordinal(): number | undefined {
    return this.found?.ordinal;
  }

  /** Until when the rows are known: now, the instant asked for, or the one at which the last event was recorded. Throws what {@link of} throws. */
  get instant(): string {
    return this.find().instant;
  }

  private find(): Found {
    return (this.found ??= this.look());
  }

  private look(): Found {
    const place = this.placeAsked();
    const { now, then, clock } = this.sources;
    if (!place) return { models: now, instant: clock.now() };
    const wanted = this.asked.projections.map((name) => ({ name }));
    const { models, ordinal, recordedAt } = then.rows(wanted, place);
    return { models, ordinal, instant: 'instant' in place ? place.instant : recordedAt };
  }

  private placeAsked(): AsOfPlace | undefined {
    const { asOf } = this.asked;
    if (asOf === undefined) return undefined;
    const code = HISTORY_PLACE.check(asOf);
    if (code) throw new InvalidRequest([fieldError('/asOf', 'query', code, HISTORY_PLACE.bounds)]);
    return asOfPlace(asOf as string);
  }
}
