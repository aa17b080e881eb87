import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { Grant } from '#platform/auth';
import { type ListPage, Refusal } from '#platform/http';
import { InvalidCursor, type ReadModel, type ReadModels } from '#platform/projections';
import { subtreePrefix } from '#platform/values';
import type { CriticisedUnitV1 } from '../../contracts/index.js';
import {
  criticisedUnit,
  criticismList,
  type CriticismRow,
} from '../../read-models/criticism-list/criticism-list.projection.js';

export class ListCriticisms {
  constructor(
    readonly known: ReadModels,
    readonly grant: Pick<Grant, 'jurisdiction' | 'unitId'>,
    /** First and last day of issue, inclusive. */
    readonly from: string | undefined,
    readonly to: string | undefined,
    readonly limit: number,
    readonly cursor: string | undefined,
  ) {}
}

export interface CriticismPage extends ListPage<CriticisedUnitV1> {
  /** Of the whole list, not of this page: units are counted once, person-times summed. */
  readonly totals: { readonly units: number; readonly personTimes: number };
}

const PAGE = 500;
/** A page goes on after a unit. */
const CURSOR = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

@QueryHandler(ListCriticisms)
export class ListCriticismsHandler implements IQueryHandler<ListCriticisms> {
  execute({ known, grant, from, to, limit, cursor }: ListCriticisms): Promise<CriticismPage> {
    if (cursor !== undefined && !CURSOR.test(cursor)) throw new InvalidCursor('no unit');
    if (from !== undefined && to !== undefined && to < from)
      throw new Refusal('period-ends-before-start', { pointer: '/to' });
    const prefix = subtreePrefix(grant.jurisdiction ?? '');
    const rows = known.of(criticismList);
    const lines =
      grant.unitId === undefined
        ? subtree(rows, prefix, from, to)
        : unit(rows, grant.unitId, prefix, from, to);
    const personTimes = lines.reduce((sum, line) => sum + line.personTimes, 0);
    const rest = cursor === undefined ? lines : lines.filter(({ unitId }) => unitId > cursor);
    const items = rest.slice(0, limit);
    const next = rest.length > items.length ? items.at(-1)?.unitId : undefined;
    return Promise.resolve({
      items,
      totals: { units: lines.length, personTimes },
      ...(next && { cursor: next }),
    });
  }
}

function unit(
  rows: ReadModel<CriticismRow>,
  unitId: string,
  prefix: string,
  from?: string,
  to?: string,
): readonly CriticisedUnitV1[] {
  const row = rows.get(unitId);
  const line = row?.jurisdiction.startsWith(prefix) && criticisedUnit(row, from, to);
  return line ? [line] : [];
}

/** By unit id. The totals need every criticised unit of the subtree: hundreds in a city. */
function subtree(
  rows: ReadModel<CriticismRow>,
  prefix: string,
  from?: string,
  to?: string,
): readonly CriticisedUnitV1[] {
  const lines: CriticisedUnitV1[] = [];
  const where = { jurisdiction: { prefix }, criticised: 1 };
  let cursor: string | undefined;
  do {
    const page = rows.list({ where, limit: PAGE, cursor });
    for (const { row } of page.items) {
      const line = criticisedUnit(row, from, to);
      if (line) lines.push(line);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return lines;
}
