import type { StoredCheckpoint } from '../checkpoints.js';
import type { InspectedBoard } from '../sqlite/inspected-boards.js';
import type { InspectedRow } from '../sqlite/inspected-rows.js';
import { lackingTable } from '../sqlite/missing-table.js';
import { isSealIntact, type SealedRow } from '../sqlite/row-seal.js';
import type { CoverageMark } from './coverage-mark.js';

const PAGE = 100;
/** So many entries of a board are counted again in the time a row takes. */
const ENTRIES_A_ROW = 2;

/** Where rows lie that are inspected. */
export interface InspectedFile {
  rows(generation: StoredCheckpoint, after: string, limit: number): readonly InspectedRow[];
  nextBoard(generation: StoredCheckpoint, after: string): InspectedBoard | null;
  seal(generation: StoredCheckpoint, rows: readonly SealedRow[]): boolean;
  counts(generation: StoredCheckpoint): RowCounts | null;
  missingTable(generation: StoredCheckpoint): string | null;
}

/** Rows of a generation, counted in two ways at one moment. */
export interface RowCounts {
  /** In the file. */
  readonly lying: number;
  /** By its checkpoint. */
  readonly written: number;
  /** Entries on its boards; null where it has none. */
  readonly standing: number | null;
  /** Its checkpoint at that moment. */
  readonly held: StoredCheckpoint;
}

/** What is wrong with the rows of a projection. */
export interface RowFault {
  readonly projection: string;
  readonly fault: string;
}

/** A generation that is gone through, from its first row to its last board. */
interface Pass {
  readonly generation: string;
  /** What its checkpoint said before the first row was read. */
  readonly from: string;
  /** Entries its rows say they have. */
  stands: number;
  /** Whether no row was left without a seal. */
  isSealing: boolean;
}

/**
 * Goes round and round through the rows that are served, some at a time: what was changed by hand in a row, in its
 * indexes or in its places on boards is found; what was written in bulk is sealed, once, and a row without a seal
 * after that was put there by hand. Where the rows of a projection end they are counted, and its boards after
 * them: what was added or deleted by hand is found, a whole table, too.
 */
export class RowInspection {
  /** `board` is null as long as rows are gone through. */
  private at: { projection: number; after: string; board: string | null } = START;
  /** Generations gone through from end to end: what is written into them since has a seal. */
  private readonly sealed: Set<string>;
  private pass: Pass | null = null;

  /** `marks`: what was found when it was last gone through. */
  constructor(
    private readonly file: InspectedFile,
    marks: readonly CoverageMark[],
  ) {
    this.sealed = new Set(marks.filter(({ isSealed }) => isSealed).map(nameOf));
  }

  /** Whether a row of the generation without a seal was put there by hand. */
  isSealed(generation: Generation): boolean {
    return this.sealed.has(nameOf(generation));
  }

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
    let [seen, finished, rested] = [0, 0, 0];
    while (seen < rows && finished < serving.length) {
      const place = this.at.projection % serving.length;
      const generation = serving[place] as StoredCheckpoint;
      const { projection } = generation;
      const { cost, found, isDone } = this.step(generation);
      faults.push(...found.map((fault) => ({ projection, fault })));
      seen += cost;
      if (isDone) {
        finished++;
        this.at = { ...START, projection: (place + 1) % serving.length };
      }
      if (seen - rested < PAGE) continue;
      rested = seen;
      await rest();
    }
    return faults;
  }

  private step(generation: StoredCheckpoint): Step {
    const name = nameOf(generation);
    if (this.pass?.generation !== name) this.at = { ...this.at, after: '', board: null };
    if (this.at.board !== null) return this.inspectBoard(generation, this.at.board);
    if (this.at.after === '' || !this.pass) this.pass = passOf(generation);
    return this.inspectPage(generation, this.pass);
  }

  private inspectPage(generation: StoredCheckpoint, pass: Pass): Step {
    const page = this.file.rows(generation, this.at.after, PAGE);
    const unsealed = page.filter(({ seal }) => seal === null);
    const isSealed = this.sealed.has(pass.generation);
    if (unsealed.length > 0 && !isSealed && !this.file.seal(generation, unsealed)) pass.isSealing = false;
    // One that was parked before it was caught up is written in bulk when it goes on.
    if (generation.state !== 'active') pass.isSealing = false;
    // Nothing is known of rows where none could be read.
    if (page.length === 0 && this.at.after === '') pass.isSealing = false;
    const found = page.flatMap((row) => faultOf(row, isSealed) ?? []);
    for (const { stands } of page) pass.stands += stands;
    const last = page.length < PAGE ? undefined : page.at(-1);
    if (last) this.at = { ...this.at, after: last.key };
    else {
      found.push(...this.finish(generation, pass));
      this.at = { ...this.at, board: '' };
    }
    return { cost: page.length, found, isDone: false };
  }

  /** After its last row. */
  private finish(generation: StoredCheckpoint, pass: Pass): readonly string[] {
    const missing = this.file.missingTable(generation);
    if (missing !== null) return [lackingTable(missing)];
    if (pass.isSealing) this.sealed.add(pass.generation);
    return this.compareCounts(generation, pass);
  }

  private inspectBoard(generation: StoredCheckpoint, after: string): Step {
    const next = this.file.nextBoard(generation, after);
    if (!next) return { cost: 0, found: [], isDone: true };
    const { board, entries, fault } = next;
    this.at = { ...this.at, board };
    return { cost: 1 + entries / ENTRIES_A_ROW, found: fault === null ? [] : [fault], isDone: false };
  }

  private compareCounts(generation: StoredCheckpoint, { from, stands }: Pass): readonly string[] {
    const counts = this.file.counts(generation);
    if (!counts) return [];
    const { lying, written, standing, held } = counts;
    if (lying !== written) return [`${lying} rows lie in the file, ${written} were written`];
    // Rows that were written meanwhile were counted as they were before or after.
    if (standing === null || standing === stands || stateOf(held) !== from) return [];
    return [`${standing} entries stand on its boards, its rows say ${stands}`];
  }
}

interface Step {
  /** In rows. */
  readonly cost: number;
  readonly found: readonly string[];
  readonly isDone: boolean;
}

const START = { projection: 0, after: '', board: null };

type Generation = Pick<StoredCheckpoint, 'projection' | 'generation'>;

const nameOf = ({ projection, generation }: Generation): string => `${projection}:${generation}`;

/** Differs whenever rows were written in between. */
const stateOf = ({ ordinal, handled, waiting, skipped, heard, rows }: StoredCheckpoint): string =>
  JSON.stringify([ordinal, handled, waiting, skipped, heard, rows]);

const passOf = (generation: StoredCheckpoint): Pass => ({
  generation: nameOf(generation),
  from: stateOf(generation),
  stands: 0,
  isSealing: true,
});

const faultOf = (row: InspectedRow, isSealed: boolean): string | null =>
  isSealIntact(row) && !(isSealed && row.seal === null)
    ? row.misplaced
    : `row ${row.key} is not as it was written`;
