/** How far the read models of this process are; {@link ShardedReadModels} of #platform/projections is one. */
export interface ProjectionProgress {
  /**
   * Resolves when all of these stand at or after the position. Rejects with ProjectionUnavailable at once when one
   * cannot get there, with PositionNotReached past the deadline.
   */
  waitFor(projections: readonly string[], position: bigint, deadlineMs: number): Promise<void>;
  /** How many of its keys wait for an operator: lists and boards may lack them, or place them where they no longer are. */
  parkedKeys(projection: string): number;
}
