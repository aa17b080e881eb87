import { generationsOf, keptOf, type StoredCheckpoint } from '../checkpoints.js';
import { NOTHING_COUNTED } from '../event-counts.js';
import type { AnyProjection } from '../projection.js';
import type { CoverageStatus, GenerationSwitch, ProjectionStatus } from '../read-models.js';
import { LEDGER_MARK, type CoverageMark } from '../verifier/coverage-mark.js';

/** How a projection stands by its checkpoints and by what the verifier found. */
export function statusOf(
  { name, version }: Pick<AnyProjection, 'name' | 'version'>,
  stored: readonly StoredCheckpoint[],
  marks: readonly CoverageMark[],
  switches: ReadonlyMap<string, GenerationSwitch> = new Map(),
): ProjectionStatus {
  const { serving, beside } = generationsOf(stored, name);
  const rebuilding = beside && {
    version: beside.version,
    generation: beside.generation,
    state: beside.state === 'parked' ? ('parked' as const) : ('folding' as const),
    reason: beside.reason,
    ordinal: beside.ordinal,
  };
  const kept = keptOf(stored, { name, version });
  const lastSwitch = switches.get(name);
  const finding = lastSwitch && lastSwitch.generation === serving?.generation ? lastSwitch.finding : null;
  return {
    name,
    ...(serving ? standingOf(serving) : { ...MISSING, version }),
    coverage: coverageOf(name, serving, marks, finding),
    ...(lastSwitch && { lastSwitch }),
    ...(kept && {
      kept: { version: kept.version, generation: kept.generation, ordinal: kept.ordinal },
    }),
    ...(rebuilding && { rebuilding }),
  };
}

const MISSING = {
  state: 'missing' as const,
  generation: 0,
  reason: null,
  ordinal: -1,
  handled: 0,
  position: null,
  parkedKeys: [],
};

const standingOf = (serving: StoredCheckpoint) => ({
  state: serving.state === 'parked' ? ('parked' as const) : ('active' as const),
  version: serving.version,
  generation: serving.generation,
  reason: serving.reason,
  ordinal: serving.ordinal,
  handled: serving.handled,
  position: serving.position === null ? null : String(serving.position),
  parkedKeys: serving.parkedKeys.map(({ key, ordinal, reason }) => ({ key, ordinal, reason })),
});

function coverageOf(
  name: string,
  serving: StoredCheckpoint | null,
  marks: readonly CoverageMark[],
  finding: string | null,
): CoverageStatus {
  const { handled, waiting, skipped } = serving ?? NOTHING_COUNTED;
  const mark = marks.find(
    ({ projection, generation }) => projection === name && generation === serving?.generation,
  );
  const ledger = marks.find(({ projection }) => projection === LEDGER_MARK);
  const reason = mark?.fault ?? (serving && ledger?.fault) ?? finding;
  return {
    handled,
    waiting,
    skipped,
    recounted: mark?.recounted ?? 0,
    verifiedTo: mark?.ordinal ?? -1,
    wrong: reason !== null,
    reason,
  };
}
