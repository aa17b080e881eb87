/** Writes the generated documents (`npm run docs`), or with --check fails when one of them is stale. Needs the build. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { CONTEXT_DEFINITIONS as definitions } from '../dist/apps/projector/src/definitions.js';
import { ledgerCatalogue } from '../dist/libs/platform/event-store/src/ledger.js';
import { eventsDocument } from './docs/events.mjs';
import { startStandalone } from './standalone.mjs';

const ledger = { name: 'ledger', events: ledgerCatalogue, contracts: [], topics: [], stateTopics: [] };
const checking = process.argv.includes('--check');

async function openApi() {
  const server = await startStandalone();
  try {
    const response = await fetch(`${server.url}/openapi.json`, { signal: AbortSignal.timeout(10_000) });
    if (!response.ok) throw new Error(`/openapi.json answered ${response.status}`);
    const { servers: _address, ...document } = await response.json();
    return JSON.stringify(document, null, 2) + '\n';
  } finally {
    await server.stop();
  }
}

function settle(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return true;
  if (checking) console.error(`${path} is stale: run npm run docs and commit it`);
  else {
    writeFileSync(path, text);
    console.log(`${path} written`);
  }
  return !checking;
}

mkdirSync('docs', { recursive: true });
const fresh = [
  settle('docs/events.md', eventsDocument([ledger, ...definitions])),
  settle('docs/openapi.json', await openApi()),
];
if (existsSync('scripts/asyncapi.mjs')) {
  const { status } = spawnSync(process.execPath, ['scripts/asyncapi.mjs', ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  fresh.push(status === 0);
}
if (fresh.every(Boolean)) console.log('generated documents are fresh');
else process.exitCode = 1;
