/** One thing that must be well for the process to be of use. */
export interface HealthCheck {
  /** e.g. `event-store`, `projections`, `relay`. */
  readonly name: string;
  /** Not well, and the process is of use all the same: a parked projection answers for itself and is alone. */
  readonly degradesOnly?: boolean;
  /** Null when it is well, else the reason in a few words. */
  check(): Promise<string | null>;
}

export interface Readiness {
  readonly ready: boolean;
  /** Ready, and something that can be done without is not well. */
  readonly degraded: boolean;
  /** By check; `ok` or why not. */
  readonly checks: Readonly<Record<string, string>>;
}

const PATIENCE_MS = 2000;

/** Asks every check at once; one that does not answer within 2 s is not well. */
export async function readinessOf(checks: readonly HealthCheck[]): Promise<Readiness> {
  const answers = await Promise.all(checks.map(({ check }) => settled(check)));
  const unwell = checks.filter((_, index) => answers[index] !== null);
  const ready = unwell.every(({ degradesOnly = false }) => degradesOnly);
  const said = Object.fromEntries(checks.map(({ name }, index) => [name, answers[index] ?? 'ok']));
  return { ready, degraded: ready && unwell.length > 0, checks: said };
}

async function settled(check: () => Promise<string | null>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${PATIENCE_MS} ms`), PATIENCE_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}
