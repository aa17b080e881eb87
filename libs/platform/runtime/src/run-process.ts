/** What a process runs. */
export interface Closable {
  /** Drains: finishes what is under way and lets go of everything. */
  close(): Promise<void>;
}

const CLOSE_WITHIN_MS = 9500;

/**
 * Starts, and closes on SIGINT or SIGTERM: exit 0 when everything was drained within ten seconds, 1 when not. What
 * keeps it from starting is said in plain words on standard error, with exit 1. A second signal ends it at once.
 */
export async function runProcess(start: () => Promise<Closable>): Promise<void> {
  const stopped = signalled();
  try {
    const running = await start();
    await stopped;
    await withinDeadline(running.close());
    process.exit(0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    let seen = false;
    const onSignal = (): void => {
      if (seen) process.exit(130);
      seen = true;
      resolve();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}

function withinDeadline(closing: Promise<void>): Promise<void> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(
      () => reject(new Error(`not everything was drained within ${CLOSE_WITHIN_MS} ms`)),
      CLOSE_WITHIN_MS,
    ).unref();
  });
  return Promise.race([closing, late]);
}
