// Waits, loaded, for a line with a data directory; then opens its log and appends until it is killed. Tells when the
// log is open, and each append after it was acknowledged: position and revision of its last event, stream, ids.
import { randomUUID } from 'node:crypto';
import { openEmbeddedLog } from '#platform/event-store';

const WRITERS = 12;
/** Written on by every life, so that a hole or a fork between two lives would show. */
const SHARED = 3;

process.stdin.once('data', (dataDir) => void live(String(dataDir).trim()));

async function live(dataDir) {
  const log = await openEmbeddedLog(dataDir);
  process.stdout.write('open\n');
  for (let writer = 0; writer < WRITERS; writer++) {
    const stream = writer < SHARED ? `contract.lives-${writer}` : `contract.life-${randomUUID()}`;
    void write(log, stream, 1 + (writer % 4));
  }
}

async function write(log, stream, events) {
  let revision = await lastRevision(log, stream);
  for (;;) {
    const ids = Array.from({ length: events }, () => randomUUID());
    const append = ids.map((id, index) => ({
      id,
      type: 'Lived',
      contentType: 'application/json',
      data: Buffer.from(JSON.stringify({ first: ids[0], index, of: events, text: 'x'.repeat(200) })),
      metadata: Buffer.alloc(0),
    }));
    const { position, revision: last } = await log.append(stream, revision < 0 ? 'none' : revision, append);
    revision = last;
    process.stdout.write(`ack ${position} ${revision} ${stream} ${ids.join(' ')}\n`);
  }
}

async function lastRevision(log, stream) {
  let last = -1;
  for (;;) {
    const page = await log.readStream(stream, { from: last + 1 });
    if (page.length === 0) return last;
    last = page.at(-1).revision;
  }
}
