/** What waiting for a position came to. */
export type Reached =
  | { readonly outcome: 'reached' }
  /** The deadline passed; how far each projection is, by name, as a position token's number. */
  | { readonly outcome: 'behind'; readonly positions: Readonly<Record<string, string | null>> }
  /** A projection is parked or failed: waiting is pointless. */
  | { readonly outcome: 'unavailable'; readonly projection: string; readonly reason: string };

/** How far the read models of this process are; the projection engine implements it. */
export interface ProjectionProgress {
  /** Resolves as soon as every named projection has passed `position`, or after `deadlineMs`; never rejects for either. */
  waitFor(projections: readonly string[], position: bigint, deadlineMs: number): Promise<Reached>;
}
