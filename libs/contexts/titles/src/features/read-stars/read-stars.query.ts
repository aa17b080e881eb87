import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { nameOf, type UnitName } from '#contexts/units/contracts';
import type { Grant } from '#platform/auth';
import { type ListPage, READ_MODELS } from '#platform/http';
import type { AsOfPlace, KeyedRow, ReadModels, RowPage } from '#platform/projections';
import { subtreePrefix } from '#platform/values';
import type { TitleLevel } from '../../domain/title-policy/title-policy.events.js';
import { dissolvedUnits } from '../../read-models/dissolved-units/dissolved-units.projection.js';
import { knownUnits } from '../../read-models/known-units/known-units.projection.js';
import { type TitleRow, titles } from '../../read-models/titles/titles.projection.js';
import { goneBy, type HeldTitle, type HolderGone, titleHeld } from '../held-titles.js';

export interface Star extends HeldTitle, HolderGone, UnitName {
  readonly unitId: string;
  readonly level: TitleLevel;
}

export class ReadStars {
  constructor(
    readonly asked: {
      readonly grant: Pick<Grant, 'jurisdiction' | 'unitId'>;
      readonly level?: TitleLevel;
      readonly unitId?: string;
      /** In force on this day. */
      readonly on: string;
      /** As known then; as known now without it. */
      readonly asOf?: AsOfPlace;
      readonly limit: number;
      readonly cursor?: string;
    },
  ) {}
}

const PAGES = 20;
const PAGE = 500;

@QueryHandler(ReadStars)
export class ReadStarsHandler implements IQueryHandler<ReadStars> {
  constructor(@Inject(READ_MODELS) private readonly models: ReadModels) {}

  /** Titles that are not held are passed over; after so many pages of them the answer goes on by its cursor. */
  execute({ asked }: ReadStars): Promise<ListPage<Star>> {
    const { grant, unitId } = asked;
    if (grant.unitId !== undefined && unitId !== undefined && unitId !== grant.unitId)
      return Promise.resolve({ items: [] });
    const found: Star[] = [];
    let { cursor } = asked;
    for (let pages = 0; pages < PAGES && found.length < asked.limit; pages++) {
      const page = this.page(asked, Math.min(PAGE, asked.limit - found.length), cursor);
      found.push(...this.starsOf(page.items, asked));
      cursor = page.cursor;
      if (cursor === undefined) break;
    }
    return Promise.resolve({ items: found, ...(cursor !== undefined && { cursor }) });
  }

  private page(asked: ReadStars['asked'], limit: number, cursor?: string): RowPage<TitleRow> {
    const { grant, level } = asked;
    const { jurisdiction, unitId = asked.unitId } = grant;
    const where = {
      ...(jurisdiction !== undefined && { jurisdiction: { prefix: subtreePrefix(jurisdiction) } }),
      ...(unitId !== undefined && { unitId }),
      ...(level && { level }),
    };
    return this.models.of(titles).list({ where, limit, ...(cursor !== undefined && { cursor }) });
  }

  private starsOf(items: readonly KeyedRow<TitleRow>[], { on, asOf }: ReadStars['asked']): readonly Star[] {
    const held = items.flatMap(({ row }) => {
      const title = titleHeld(row, on, asOf);
      return title ? [{ row, title }] : [];
    });
    const holders = held.map(({ row }) => row.unitId);
    const units = this.models.of(knownUnits).getMany(holders);
    const dissolved = this.models.of(dissolvedUnits).getMany(holders);
    return held.map(({ row: { unitId, level }, title }) => ({
      unitId,
      ...nameOf(unitId, units),
      level,
      ...goneBy(dissolved.get(unitId), on, asOf),
      ...title,
    }));
  }
}
