/** A unit no longer holds a title (撤销) from a day on, whatever was retained after that day. */
export interface TitleRevokedV1 {
  readonly unitId: string;
  /** GB/T 2260 code of where the unit stands. */
  readonly jurisdiction: string;
  readonly level: 'district' | 'city' | 'province' | 'national';
  /** Of the title that is lost. */
  readonly star?: number;
  /** First day of what is taken away. */
  readonly since: string;
  readonly body: string;
  readonly documentNumber: string;
  /** `YYYY-MM-DD`, the first day it is no longer held. */
  readonly effectiveOn: string;
  /** Entered after the day it takes effect. */
  readonly backEntry?: true;
}

export const titleRevokedV1 = 'civitas.titles.title-revoked.v1';
