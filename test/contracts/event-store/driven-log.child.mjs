// A log in a process of its own, from the built code: does what the lines of its input say and answers each with a line.
// Usage: node driven-log.child.mjs <data directory> [user id to become before it is opened]
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { openEmbeddedLog, openEmbeddedReader } from '#platform/event-store';

const [dataDir, user] = process.argv.slice(2);
// Loaded while everything can still be read.
new Database(':memory:').close();
if (user !== undefined) {
  process.setgid(Number(user));
  process.setuid(Number(user));
}

let log;
const asked = {
  async open() {
    log = await openEmbeddedLog(dataDir);
  },

  async openReader() {
    log = await openEmbeddedReader(dataDir);
  },

  async close() {
    await log.close();
  },

  /** Appends `count` events of `bytes` each, one by one, from each of so many writers; ends with the first that fails. */
  async write({ writers, count, bytes }) {
    const acknowledged = [];
    const errors = [];
    const write = async () => {
      const stream = `contract.driven-${randomUUID()}`;
      for (let revision = 0; revision < count && errors.length === 0; revision++) {
        const event = { ...EVENT, id: randomUUID(), data: Buffer.alloc(bytes, 65) };
        try {
          const { position } = await log.append(stream, revision === 0 ? 'none' : revision - 1, [event]);
          acknowledged.push({ position: String(position), id: event.id });
        } catch ({ name, message }) {
          errors.push({ name, message });
        }
      }
    };
    await Promise.all(Array.from({ length: writers }, write));
    return { acknowledged, errors };
  },

  /** Ids of all events in the order of `$all`; also asks for a stream, for the head, and for why nothing can be written. */
  async read() {
    const ids = [];
    for (let after = null, end = false; !end;) {
      const page = await log.readAll({ after });
      ids.push(...page.events.map(({ id }) => id));
      ({ next: after, end } = page);
    }
    const system = await log.readStream('$civitas-store');
    return {
      ids,
      head: String(await log.head()),
      system: system.length,
      writeFailure: log.writeFailure ?? null,
    };
  },
};

const EVENT = { type: 'Driven', contentType: 'application/octet-stream', metadata: Buffer.alloc(0) };

const answer = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
answer({ pid: process.pid });
for await (const line of createInterface({ input: process.stdin })) {
  const { ask, ...given } = JSON.parse(line);
  try {
    answer({ done: (await asked[ask](given)) ?? null });
  } catch ({ name, message }) {
    answer({ failed: { name, message } });
  }
}
process.exit();
