import type { StoredCheckpoint } from '../checkpoints.js';
import { isSealIntact, type SealedRow } from '../sqlite/row-seal.js';

const PAGE = 250;

/** Where rows lie that are inspected. */
export interface InspectedFile {
  rows(generation: StoredCheckpoint, after: string, limit: number): readonly SealedRow[];
  seal(generation: StoredCheckpoint, rows: readonly SealedRow[]): boolean;
  counts(generation: StoredCheckpoint): RowCounts | null;
}

/** Rows of a generation, counted in two ways at one moment. */
export interface RowCounts {
  /** In the file. */
  readonly lying: number;
  /** By its checkpoint. */
  readonly written: number;
}

/** What is wrong with the rows of a projection. */
export interface RowFault {
  readonly projection: string;
  readonly fault: string;
}

/**
 * Goes round and round through the rows that are served, some at a time: what was changed by hand is found, what
 * was written in bulk is sealed, once; a row without a seal after that was put there by hand. Where the rows of a projection end they are counted: what was added or deleted by
 * hand is found.
 */
export class RowInspection {
  private at = { projection: 0, after: '' };
  /** Generations gone through from end to end: what is written into them since has a seal. */
  private readonly sealed = new Set<string>();
  /** The generation whose rows are gone through from the first on; none when a page of it cannot be relied on. */
  private begun: string | null = null;

  constructor(private readonly file: InspectedFile) {}

  /**
   * Looks at about so many rows, none twice, and answers what is not as it was written. `rest` is awaited where a
   * page was full of them.
   */
  async inspect(
    serving: readonly StoredCheckpoint[],
    rows: number,
    rest: () => Promise<void>,
  ): Promise<readonly RowFault[]> {
    const faults: RowFault[] = [];
    let [seen, finished] = [0, 0];
    while (seen < rows && finished < serving.length) {
      const generation = serving[this.at.projection % serving.length] as StoredCheckpoint;
      if (this.at.after === '') this.begun = nameOf(generation);
      const page = this.file.rows(generation, this.at.after, PAGE);
      faults.push(...this.inspectPage(generation, page));
      seen += page.length;
      const last = page.length < PAGE ? undefined : page.at(-1);
      if (last) this.at = { ...this.at, after: last.key };
      else {
        faults.push(...this.compareCounts(generation));
        finished++;
        if (this.begun === nameOf(generation)) this.sealed.add(this.begun);
        this.at = { projection: (this.at.projection + 1) % serving.length, after: '' };
      }
      if (last) await rest();
    }
    return faults;
  }

  private inspectPage(generation: StoredCheckpoint, page: readonly SealedRow[]): readonly RowFault[] {
    const unsealed = page.filter(({ seal }) => seal === null);
    const isSealed = this.sealed.has(nameOf(generation));
    if (unsealed.length > 0 && !isSealed && !this.file.seal(generation, unsealed)) this.begun = null;
    // One that was parked before it was caught up is written in bulk when it goes on.
    if (generation.state !== 'active') this.begun = null;
    return page
      .filter((row) => !isSealIntact(row) || (isSealed && row.seal === null))
      .map(({ key }) => ({
        projection: generation.projection,
        fault: `row ${key} is not as it was written`,
      }));
  }

  private compareCounts(generation: StoredCheckpoint): readonly RowFault[] {
    const counts = this.file.counts(generation);
    if (!counts || counts.lying === counts.written) return [];
    const fault = `${counts.lying} rows lie in the file, ${counts.written} were written`;
    return [{ projection: generation.projection, fault }];
  }
}

const nameOf = ({ projection, generation }: StoredCheckpoint): string => `${projection}:${generation}`;
