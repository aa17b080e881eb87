import type { PolicyAdopted } from '#platform/event-sourcing';

export interface NumberingRules {
  /** The office's own issuer code (机关代字), used when a number is left out. */
  readonly issuerCode: string;
  /** A number may not be skipped. */
  readonly gapless: boolean;
}

export interface NumberingPolicyAdopted {
  readonly type: 'NumberingPolicyAdopted';
  readonly data: PolicyAdopted<NumberingRules>;
}
