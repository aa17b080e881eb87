/** One thing that must be well for the process to be of use. */
export interface HealthCheck {
  /** e.g. `event-store`, `projections`, `relay`. */
  readonly name: string;
  /** Null when it is well, else the reason in a few words. */
  check(): Promise<string | null>;
}

export interface Readiness {
  readonly ready: boolean;
  /** By check; `ok` or why not. */
  readonly checks: Readonly<Record<string, string>>;
}

const PATIENCE_MS = 2000;

/** Asks every check at once; one that does not answer within 2 s is not well. */
export async function readinessOf(checks: readonly HealthCheck[]): Promise<Readiness> {
  const answers = await Promise.all(
    checks.map(async ({ name, check }) => [name, (await settled(check)) ?? 'ok'] as const),
  );
  return { ready: answers.every(([, answer]) => answer === 'ok'), checks: Object.fromEntries(answers) };
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
