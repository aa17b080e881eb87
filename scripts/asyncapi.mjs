/**
 * Writes docs/asyncapi.json and docs/schemas/*.json from the contract interfaces and the contexts' topics; with
 * --check fails when one is stale. A schema that would break consumers of its version is refused either way. Needs
 * the build.
 */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { CONTEXT_DEFINITIONS } from '../dist/apps/projector/src/definitions.js';
import { breakingChanges } from './asyncapi/breaking-changes.ts';
import { contractSchemas } from './asyncapi/contract-schemas.mjs';
import { asyncApi } from './asyncapi/document.mjs';

const SCHEMAS = join('docs', 'schemas');
const checking = process.argv.includes('--check');
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const schemas = contractSchemas();
const fileOf = (name) => join(SCHEMAS, `${name}.json`);

function brokenContracts() {
  const gone = globSync(fileOf('*'))
    .map((file) => basename(file, '.json'))
    .filter((name) => !schemas.has(name))
    .map((name) => `${name} is published no more`);
  const changed = [...schemas].flatMap(([name, schema]) => {
    if (!existsSync(fileOf(name))) return [];
    const before = JSON.parse(readFileSync(fileOf(name), 'utf8'));
    return breakingChanges(before, schema).map((change) => `${name}: ${change}`);
  });
  return [...gone, ...changed];
}

async function settle(path, value) {
  const text = await format(JSON.stringify(value), { ...(await resolveConfig(path)), filepath: path });
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return true;
  if (checking) console.error(`${path} is stale: run npm run docs and commit it`);
  else {
    writeFileSync(path, text);
    console.log(`${path} written`);
  }
  return !checking;
}

const broken = brokenContracts();
if (broken.length > 0) {
  console.error('Consumers of a published contract would break; publish a new version beside it:');
  for (const change of broken) console.error(`  ${change}`);
  process.exitCode = 1;
} else {
  mkdirSync(SCHEMAS, { recursive: true });
  const fresh = [];
  for (const [name, schema] of schemas) fresh.push(await settle(fileOf(name), schema));
  fresh.push(await settle(join('docs', 'asyncapi.json'), asyncApi(CONTEXT_DEFINITIONS, schemas, version)));
  if (!fresh.every(Boolean)) process.exitCode = 1;
}
