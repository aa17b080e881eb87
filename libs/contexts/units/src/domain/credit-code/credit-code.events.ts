export interface CreditCodeReserved {
  readonly type: 'CreditCodeReserved';
  readonly data: { readonly creditCode: string; readonly unitId: string };
}

export type CreditCodeEvent = CreditCodeReserved;
