import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProjectionState } from '#platform/http';
import type { Target } from './load.js';

const LOOK_EVERY_MS = 250;
const DEADLINE_MS = 600_000;

/** How the server says its projections stand. */
export async function statesOf({ url, token }: Target): Promise<readonly ProjectionState[]> {
  const answer = await fetch(new URL('/v1/projections', url), {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  if (!answer.ok) throw new Error(`/v1/projections answered ${answer.status}`);
  return ((await answer.json()) as { items: readonly ProjectionState[] }).items;
}

/** Resolves when every projection has taken in all that the projector has read. */
export const allCaughtUp = (target: Target): Promise<void> => whenAll(target, ({ lag }) => lag === 0);

/** Resolves when every projection is caught up and its verifier has recounted all of it. */
export const allVerified = (target: Target): Promise<void> =>
  whenAll(target, ({ lag, ordinal, coverage }) => lag === 0 && coverage.verifiedTo === ordinal);

/** Has the server fold every projection anew; resolves when all have switched to their new rows. */
export async function rebuildAll(target: Target): Promise<void> {
  const before = await statesOf(target);
  const generations = new Map(before.map(({ name, generation }) => [name, generation]));
  await Promise.all(before.map(({ name }) => askForRebuild(target, name)));
  await whenAll(target, ({ name, generation }) => generation > (generations.get(name) ?? 0));
}

async function askForRebuild({ url, token }: Target, name: string): Promise<void> {
  const answer = await fetch(new URL(`/v1/projections/${name}/rebuild`, url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  if (!answer.ok) throw new Error(`rebuild of ${name} answered ${answer.status} ${await answer.text()}`);
}

async function whenAll(target: Target, isSo: (state: ProjectionState) => boolean): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  for (;;) {
    const states = await statesOf(target);
    const parked = states.find(({ state, rebuilding }) => 'parked' === (rebuilding?.state ?? state));
    if (parked) throw new Error(`${parked.name} is parked: ${parked.reason ?? ''}`);
    if (states.every((state) => state.state === 'active' && isSo(state))) return;
    if (performance.now() > deadline) throw new Error('the projections did not get there in 10 minutes');
    await pause(LOOK_EVERY_MS);
  }
}
