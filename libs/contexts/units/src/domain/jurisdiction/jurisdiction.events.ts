export type JurisdictionLevel = 'national' | 'province' | 'city' | 'county' | 'district';

export interface JurisdictionRegistered {
  readonly type: 'JurisdictionRegistered';
  readonly data: { readonly code: string; readonly name: string; readonly level: JurisdictionLevel };
}

export type JurisdictionEvent = JurisdictionRegistered;
