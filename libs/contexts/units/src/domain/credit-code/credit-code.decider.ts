import { type Decider, rejections } from '#platform/event-sourcing';
import type { ReserveCreditCode } from './credit-code.commands.js';
import type { CreditCodeEvent } from './credit-code.events.js';

export type CreditCodeRejection = 'credit-code-taken';

/** The unit that holds the code, or null. */
export type CreditCodeHolder = string | null;

const rejected = rejections<CreditCodeRejection>();

export const creditCodeStream = (creditCode: string): string => `units.credit-code-${creditCode}`;

/** One unified social credit code (统一社会信用代码) belongs to one unit: its stream is the reservation. */
export const creditCode: Decider<ReserveCreditCode, CreditCodeHolder, CreditCodeEvent> = {
  initialState: null,
  decide({ data }, holder) {
    if (holder === null) return [{ type: 'CreditCodeReserved', data }];
    if (holder === data.unitId) return [];
    throw rejected('credit-code-taken', { unitId: holder });
  },
  evolve: (_, { data }) => data.unitId,
};
