import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { eventually } from '#platform/testing';
import { freePort } from '../kafka/broker.js';

const SERVES_WITHIN_MS = 120_000;
const GONE_WITHIN_MS = 30_000;

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'civitas-kafka-command-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function topicsAt(broker: string): Promise<readonly string[]> {
  const admin = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING, retry: { retries: 0 } }).admin();
  await admin.connect();
  try {
    await admin.createTopics({ topics: [{ topic: 'by-hand', numPartitions: 1 }] });
    return await admin.listTopics();
  } finally {
    await admin.disconnect();
  }
}

describe('npm run kafka', () => {
  it('says where it serves, serves there, and is gone after Ctrl-C', async () => {
    const port = await freePort();
    const broker = `127.0.0.1:${port}`;
    const env = { ...process.env, KAFKA_PORT: String(port), KAFKA_DIR: dataDir };
    // A group of its own, as a terminal makes it: Ctrl-C is for all of it.
    const child = spawn('npm', ['run', 'kafka'], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const toAll = (signal: NodeJS.Signals | 0) => process.kill(-(child.pid as number), signal);
    const isGone = () => {
      try {
        return !toAll(0);
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'ESRCH';
      }
    };
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
    try {
      const served = () =>
        child.exitCode !== null || said.includes(`Start Civitas with KAFKA_BROKERS=${broker}.`);
      await eventually('the broker to serve', served, SERVES_WITHIN_MS);
      expect(said).toContain(`Kafka serves at ${broker}`);
      expect(await topicsAt(broker)).toContain('by-hand');
      toAll('SIGINT');
      await eventually('every process to be gone', isGone, GONE_WITHIN_MS);
    } finally {
      if (!isGone()) toAll('SIGKILL');
    }
    await expect(topicsAt(broker)).rejects.toThrow('ECONNREFUSED');
    expect(existsSync(join(dataDir, 'log', '.kafka_cleanshutdown'))).toBe(true);
  });
});
