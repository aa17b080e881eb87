import { signLocalToken } from '#platform/auth';
import type { Receipt } from '#platform/event-store';
import type { Actor, Step } from './script.js';

/** Where the demo plays. */
export interface Stage {
  readonly url: string;
  /** Holds the key that signs the actors' tokens. */
  readonly dataDir: string;
}

export interface Played {
  readonly commands: number;
  /** Ids by alias. */
  readonly ids: ReadonlyMap<string, string>;
  /** Position of the last receipt, for `Min-Position`. */
  readonly position: string;
}

const DEADLINE_MS = 10_000;

/** Sends every step at its own time, one after another. Throws on the first answer that is not a receipt, naming the step. */
export async function play(
  stage: Stage,
  steps: readonly Step[],
  progress: (done: number) => void,
): Promise<Played> {
  const ids = new Map<string, string>();
  const idOf = (alias: string): string => {
    const id = ids.get(alias);
    if (id === undefined) throw new Error(`${alias} is used before it is created`);
    return id;
  };
  const tokens = new Map<string, Promise<string>>();
  let position = '';
  for (const [index, step] of steps.entries()) {
    const token = await tokenOf(stage, step.by, idOf, tokens);
    const receipt = await send(stage, step, idOf, token, `demo-${index}`);
    if (step.creates !== undefined && receipt.id !== undefined) ids.set(step.creates, receipt.id);
    position = receipt.position ?? position;
    progress(index + 1);
  }
  return { commands: steps.length, ids, position };
}

function tokenOf(
  { dataDir }: Stage,
  by: Actor,
  idOf: (alias: string) => string,
  tokens: Map<string, Promise<string>>,
): Promise<string> {
  const known = tokens.get(by.name);
  if (known) return known;
  const unit = by.unit === undefined ? {} : { unit: idOf(by.unit) };
  const place = by.jurisdiction === undefined ? {} : { jurisdiction: by.jurisdiction };
  const token = signLocalToken(dataDir, { actor: by.name, roles: [by.role], ...place, ...unit });
  tokens.set(by.name, token);
  return token;
}

async function send(
  { url }: Stage,
  step: Step,
  idOf: (alias: string) => string,
  token: string,
  key: string,
): Promise<Receipt> {
  const path = step.path(idOf);
  const answer = await fetch(new URL(path, url), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
      'civitas-now': step.at,
    },
    body: JSON.stringify(step.body(idOf)),
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  if (answer.ok) return (await answer.json()) as Receipt;
  throw new Error(
    `${step.by.name} at ${step.at}: POST ${path} answered ${answer.status} ${await answer.text()}`,
  );
}
