import type { Database, Statement } from 'better-sqlite3';
import type { CoverageMark } from '../verifier/coverage-mark.js';

type Columns = Omit<CoverageMark, 'position' | 'isSealed'> & {
  readonly position: string | null;
  readonly isSealed: number;
};

const SELECT_MARKS = `
  SELECT projection, generation, ordinal, store_id AS storeId, position, recounted, id_sum AS idSum, fault,
         is_sealed AS isSealed
  FROM coverage`;

/** What the verifier found up to now. */
export function selectMarks(database: Database): () => readonly CoverageMark[] {
  const select: Statement<[], Columns> = database.prepare(SELECT_MARKS);
  return () =>
    select.all().map(({ position, isSealed, ...rest }) => ({
      ...rest,
      isSealed: isSealed === 1,
      position: position === null ? null : BigInt(position),
    }));
}
