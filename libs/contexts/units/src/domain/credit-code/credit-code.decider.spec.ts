import { given, testContext } from '#platform/testing';
import { ReserveCreditCode } from './credit-code.commands.js';
import { creditCode } from './credit-code.decider.js';
import type { CreditCodeReserved } from './credit-code.events.js';

const reserved: CreditCodeReserved = {
  type: 'CreditCodeReserved',
  data: { creditCode: '11990000MB00000001', unitId: 'unit-a' },
};
const reserve = (unitId: string) => new ReserveCreditCode({ ...reserved.data, unitId }, testContext());

describe('a unified social credit code', () => {
  it('goes to the first unit that asks', () => {
    given(creditCode, []).when(reserve('unit-a')).then([reserved]);
  });

  it('stays with it when it asks again', () => {
    given(creditCode, [reserved]).when(reserve('unit-a')).thenNothing();
  });

  it('is refused to every other unit', () => {
    given(creditCode, [reserved])
      .when(reserve('unit-b'))
      .thenRejected('credit-code-taken', { unitId: 'unit-a' });
  });
});
