/**
 * Keeps what this build makes of the frozen ledgers in test/contracts/releases: rows of projections in versions that
 * no file holds yet, the contracts of events that were appended, and, each in a file of its own, those that came to a
 * topic since. What is there is never changed. Needs the build.
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

/** What is made of events that had been kept before their contract was. */
function keepNewer(folder, made, held) {
  const known = new Set(held.map(({ type }) => type));
  for (const contract of definitions.flatMap(({ topics }) => topics.flatMap(({ contracts }) => contracts))) {
    const path = join(folder, 'published', `${contract}.jsonl`);
    const lines = made.filter(({ type }) => type === contract);
    if (!known.has(contract) && lines.length > 0 && !existsSync(path)) keep(path, lines);
  }
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
  const lines = existsSync(published) ? readFileSync(published, 'utf8').trimEnd().split('\n') : [];
  const held = lines.map((line) => JSON.parse(line));
  const last = Math.max(-1, ...held.map(({ ordinal }) => ordinal));
  const made = entries.flatMap(publishedOf);
  const later = made.filter(({ ordinal }) => ordinal > last);
  if (later.length > 0) keep(published, [...held, ...later]);
  const before = made.filter(({ ordinal }) => ordinal <= last);
  keepNewer(folder, before, held);
}
