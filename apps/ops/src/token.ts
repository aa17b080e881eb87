import { isOpaqueSubject, isUnitId, type Role, ROLES, signLocalToken } from '#platform/auth';
import { prepareDataDirectory, readConfiguration } from '#platform/http';
import { isJurisdictionCode } from '#platform/values';
import { Failure } from './command.js';

export interface TokenOptions {
  readonly actor: string | undefined;
  readonly roles: readonly string[];
  readonly jurisdiction: string | undefined;
  readonly unit: string | undefined;
}

/** Prints a token signed with the local key of DATA_DIR; a Failure for one that no server would take. */
export async function token({ actor, roles, jurisdiction, unit }: TokenOptions): Promise<void> {
  if (actor === undefined) throw new Failure('--actor is missing');
  if (!isOpaqueSubject(actor))
    throw new Failure(
      `--actor ${actor} is no opaque name: 1 to 100 visible ASCII characters, no phone or identity number`,
    );
  if (roles.length === 0) throw new Failure(`--role is missing: ${ROLES.join(', ')}`);
  const unknown = roles.find((role) => !(ROLES as readonly string[]).includes(role));
  if (unknown !== undefined) throw new Failure(`there is no role ${unknown}: ${ROLES.join(', ')}`);
  const reaches = (role: string): boolean => role === 'office' || role === 'assessor';
  if (jurisdiction === undefined && roles.some(reaches))
    throw new Failure('--jurisdiction is missing: an office or assessor reaches its subtree');
  if (jurisdiction !== undefined && !isJurisdictionCode(jurisdiction))
    throw new Failure(`--jurisdiction ${jurisdiction} is no six-digit jurisdiction code`);
  if (unit === undefined && roles.includes('unit'))
    throw new Failure('--unit is missing: a unit’s token speaks for one');
  if (unit !== undefined && !isUnitId(unit))
    throw new Failure(`--unit ${unit} is no id of a unit, a lower-case UUID`);
  const { dataDir } = readConfiguration(process.env);
  prepareDataDirectory(dataDir);
  const signed = await signLocalToken(dataDir, {
    actor,
    roles: roles as readonly Role[],
    jurisdiction,
    unit,
  });
  process.stdout.write(`${signed}\n`);
}
