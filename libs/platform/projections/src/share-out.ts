/** What folding a projection has cost so far. */
export interface Effort {
  /** Events it was fed and rows it wrote. */
  readonly effort: number;
}

/** The part to give away so that both parts cost about the same; the heaviest one is kept, two or more are needed. */
export function shareToGive<Run extends Effort>(runs: readonly Run[]): readonly Run[] {
  const given: Run[] = [];
  let [kept, away] = [0, 0];
  for (const run of [...runs].sort((a, b) => b.effort - a.effort)) {
    const gives = away < kept;
    if (gives) given.push(run);
    if (gives) away += run.effort;
    else kept += run.effort;
  }
  return given;
}
