// Appends to a log until it is killed or has done its rounds, and prints each append after it was acknowledged.
// Usage: node writing-child.mjs <data directory> <writers> <rounds>
import { randomUUID } from 'node:crypto';
import { openEmbeddedLog } from '#platform/event-store';

const [dataDir, writers, rounds] = process.argv.slice(2);
const log = await openEmbeddedLog(dataDir);

async function write() {
  const stream = `contract.killed-${randomUUID()}`;
  for (let revision = 0; revision < Number(rounds); revision++) {
    const id = randomUUID();
    const event = {
      id,
      type: 'Written',
      contentType: 'application/json',
      data: Buffer.from(`{"n":${revision}}`),
      metadata: Buffer.from('{}'),
    };
    const { position } = await log.append(stream, revision === 0 ? 'none' : revision - 1, [event]);
    process.stdout.write(`ack ${position} ${stream} ${revision} ${id}\n`);
  }
}

await Promise.all(Array.from({ length: Number(writers) }, write));
await log.close();
