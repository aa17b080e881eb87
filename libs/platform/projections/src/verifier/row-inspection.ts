import type { StoredCheckpoint } from '../checkpoints.js';
import { isSealIntact, type SealedRow } from '../sqlite/row-seal.js';

const PAGE = 250;

/** Where rows lie that are inspected. */
export interface InspectedFile {
  rows(generation: StoredCheckpoint, after: string, limit: number): readonly SealedRow[];
  seal(generation: StoredCheckpoint, rows: readonly SealedRow[]): boolean;
}

/** A row whose seal is broken. */
export interface BrokenRow {
  readonly projection: string;
  readonly key: string;
}

/**
 * Goes round and round through the rows that are served, some at a time: what was changed by hand is found, what
 * was written in bulk is sealed.
 */
export class RowInspection {
  private at = { projection: 0, after: '' };

  constructor(private readonly file: InspectedFile) {}

  /**
   * Looks at about so many rows, none twice, and answers those that are not as they were written. `rest` is awaited
   * where a page was full of them.
   */
  async inspect(
    serving: readonly StoredCheckpoint[],
    rows: number,
    rest: () => Promise<void>,
  ): Promise<readonly BrokenRow[]> {
    const broken: BrokenRow[] = [];
    let [seen, finished] = [0, 0];
    while (seen < rows && finished < serving.length) {
      const generation = serving[this.at.projection % serving.length] as StoredCheckpoint;
      const page = this.file.rows(generation, this.at.after, PAGE);
      broken.push(...this.inspectPage(generation, page));
      seen += page.length;
      const last = page.length < PAGE ? undefined : page.at(-1);
      if (last) this.at = { ...this.at, after: last.key };
      else {
        finished++;
        this.at = { projection: (this.at.projection + 1) % serving.length, after: '' };
      }
      if (last) await rest();
    }
    return broken;
  }

  private inspectPage(generation: StoredCheckpoint, page: readonly SealedRow[]): readonly BrokenRow[] {
    const unsealed = page.filter(({ seal }) => seal === null);
    if (unsealed.length > 0) this.file.seal(generation, unsealed);
    return page
      .filter((row) => !isSealIntact(row))
      .map(({ key }) => ({ projection: generation.projection, key }));
  }
}
