import { type Role, ROLES, signLocalToken } from '#platform/auth';
import { readConfiguration } from '#platform/http';
import { Failure } from './command.js';

export interface TokenOptions {
  readonly actor: string | undefined;
  readonly roles: readonly string[];
  readonly jurisdiction: string | undefined;
  readonly unit: string | undefined;
}

/** Prints a token signed with the local key of DATA_DIR. */
export async function token({ actor, roles, jurisdiction, unit }: TokenOptions): Promise<void> {
  if (actor === undefined) throw new Failure('--actor is missing');
  if (roles.length === 0) throw new Failure(`--role is missing: ${ROLES.join(', ')}`);
  const unknown = roles.find((role) => !(ROLES as readonly string[]).includes(role));
  if (unknown !== undefined) throw new Failure(`there is no role ${unknown}: ${ROLES.join(', ')}`);
  const reaches = (role: string): boolean => role === 'office' || role === 'assessor';
  if (jurisdiction === undefined && roles.some(reaches))
    throw new Failure('--jurisdiction is missing: an office or assessor reaches its subtree');
  if (unit === undefined && roles.includes('unit'))
    throw new Failure('--unit is missing: a unit’s token speaks for one');
  const { dataDir } = readConfiguration(process.env);
  const signed = await signLocalToken(dataDir, {
    actor,
    roles: roles as readonly Role[],
    jurisdiction,
    unit,
  });
  process.stdout.write(`${signed}\n`);
}
