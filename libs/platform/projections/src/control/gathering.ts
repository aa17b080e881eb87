/** So soon after one another, rebuilds that are asked for are folded in one pass. */
const TOGETHER_MS = 20;

/** Does the same thing once for all who ask for it within a moment of the first. */
export class Gathering {
  private timer: NodeJS.Timeout | null = null;

  /** `work` may come after the end of whoever asked: it has to do nothing then. */
  constructor(private readonly work: () => void) {}

  ask(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.work();
    }, TOGETHER_MS);
  }
}
