/**
 * Keeps what this build makes of the frozen ledgers in test/contracts/releases: rows of projections in versions that
 * no file holds yet, and the contracts of events that were appended. What is there is never changed. Needs the build.
 */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CONTEXT_DEFINITIONS as definitions } from '../dist/apps/projector/src/definitions.js';
import { EventCodec, ledgerCatalogue } from '../dist/libs/platform/event-store/src/index.js';
import { EventRouter, evolveEvent } from '../dist/libs/platform/projections/src/index.js';

const codec = new EventCodec([ledgerCatalogue, ...definitions.map(({ events }) => events)]);
const router = new EventRouter(definitions);

function entriesOf(file) {
  const revisions = new Map();
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line, ordinal) => {
    const { id, stream, type, data, metadata } = JSON.parse(line);
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    const bytes = {
      data: Buffer.from(JSON.stringify(data)),
      metadata: Buffer.from(JSON.stringify(metadata)),
    };
    return { ordinal, recorded: { id, stream, type, revision, position: BigInt(ordinal), ...bytes } };
  });
}

function rowsOf(projection, entries) {
  const rows = new Map();
  const source = { get: (key) => rows.get(key) ?? null, keys: () => rows.keys() };
  for (const event of entries.flatMap((entry) => router.open(entry).events))
    if (projection.handles.includes(event.type))
      for (const { key, row } of evolveEvent(projection, event, source))
        if (row === null) rows.delete(key);
        else rows.set(key, row);
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, row]) => ({ key, row }));
}

function publishedOf({ ordinal, recorded }) {
  const { id: eventId, stream, revision, metadata, event } = codec.decode(recorded);
  const owner = definitions.find(({ events }) => event.type in events);
  const made = owner?.publish(event, { ordinal, eventId, stream, revision, metadata }) ?? [];
  return made.map(({ type, key, data }) => ({ ordinal, type, key, data }));
}

function keep(path, values) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, values.map((value) => `${JSON.stringify(value)}\n`).join(''));
  console.log(`${path} written`);
}

for (const ledger of globSync('test/contracts/releases/*/ledger.jsonl')) {
  const folder = dirname(ledger);
  const entries = entriesOf(ledger);
  for (const projection of router.projections) {
    const path = join(folder, 'rows', `${projection.name}.v${projection.version}.jsonl`);
    if (!existsSync(path)) keep(path, rowsOf(projection, entries));
  }
  const published = join(folder, 'published.jsonl');
  const held = existsSync(published) ? readFileSync(published, 'utf8').trimEnd().split('\n') : [];
  const last = Math.max(-1, ...held.map((line) => JSON.parse(line).ordinal));
  const later = entries.filter(({ ordinal }) => ordinal > last).flatMap(publishedOf);
  if (later.length > 0) keep(published, [...held.map((line) => JSON.parse(line)), ...later]);
}
