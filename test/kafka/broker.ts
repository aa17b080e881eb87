import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const KAFKA = '4.3.0';
const HERE = join(process.cwd(), 'test', 'kafka');
const JARS = join(process.cwd(), '.cache', 'kafka', KAFKA);
const START_DEADLINE_MS = 90_000;
const run = promisify(execFile);
const AUTHORIZER = {
  'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
  'allow.everyone.if.no.acl.found': 'true',
};

/** A real Apache Kafka broker in KRaft mode, alone, on 127.0.0.1. */
export interface Broker {
  readonly brokers: readonly string[];
  readonly port: number;
  readonly dataDir: string;
  /** The process is gone when it resolves; nothing was flushed. */
  kill9(): Promise<void>;
  /** Starts it again over the same data; resolves when it serves. */
  restart(): Promise<void>;
  /** Ends it and removes its data, if the folder was its own. */
  stop(): Promise<void>;
}

export interface BrokerOptions {
  /** Kept afterwards; a temporary folder that is removed without it. */
  readonly dataDir?: string;
  readonly port?: number;
  /** Makes in the data folder what a listener `SECURED` needs, and answers its properties: clients reach no other. */
  readonly secured?: (dataDir: string) => Promise<Readonly<Record<string, string>>>;
  /** Lists rights; everybody may do what no list names. */
  readonly authorizer?: boolean;
  /** Makes every topic that is asked for, as a broker does unless it is told not to. */
  readonly createsTopics?: boolean;
}

/** What is missing on this machine, in one sentence. */
export class KafkaNotInstallable extends Error {
  override readonly name = 'KafkaNotInstallable';
}

/** Resolves when the broker serves. Throws {@link KafkaNotInstallable} without Java or Maven. */
export async function startBroker(options: BrokerOptions = {}): Promise<Broker> {
  await ensureJars();
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'civitas-kafka-'));
  const port = options.port ?? (await freePort());
  const config = await format(dataDir, port, options);
  let java = await serve(config, dataDir);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (java.exitCode !== null || java.signalCode !== null) return;
    const gone = new Promise((resolve) => java.once('exit', resolve));
    java.kill(signal);
    await gone;
  };
  return {
    brokers: [`127.0.0.1:${port}`],
    port,
    dataDir,
    kill9: () => end('SIGKILL'),
    restart: async () => {
      java = await serve(config, dataDir);
    },
    stop: async () => {
      await end(options.dataDir === undefined ? 'SIGKILL' : 'SIGTERM');
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The broker's jars by Maven, kept under .cache/ for the next time. */
export async function ensureJars(): Promise<void> {
  await runnable(
    'java',
    ['-version'],
    'Kafka needs Java 17 or newer: install it (Debian: apt-get install default-jre-headless).',
  );
  if (existsSync(JARS)) return;
  await runnable(
    'mvn',
    ['-version'],
    "Kafka's jars come by Maven: install it (Debian: apt-get install maven).",
  );
  const fresh = `${JARS}.${process.pid}`;
  await run('mvn', [
    '-q',
    '-B',
    '-f',
    join(HERE, 'pom.xml'),
    'dependency:copy-dependencies',
    `-DoutputDirectory=${fresh}`,
  ]);
  if (existsSync(JARS)) rmSync(fresh, { recursive: true });
  else renameSync(fresh, JARS);
}

async function runnable(command: string, args: readonly string[], missing: string): Promise<void> {
  try {
    await run(command, args);
  } catch {
    throw new KafkaNotInstallable(missing);
  }
}

/** Writes the configuration, formats the folder unless it holds a log already, and answers the configuration's path. */
async function format(
  dataDir: string,
  port: number,
  { authorizer = false, createsTopics = false, secured }: BrokerOptions,
): Promise<string> {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'server.properties');
  const controller = await freePort();
  const at = (name: string, where: number): string => `${name}://127.0.0.1:${where}`;
  const listeners = secured
    ? `${at('SECURED', port)},${at('PLAINTEXT', await freePort())}`
    : at('PLAINTEXT', port);
  const properties = {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${controller}`,
    listeners: `${listeners},${at('CONTROLLER', controller)}`,
    'advertised.listeners': listeners,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,SECURED:SASL_SSL,CONTROLLER:PLAINTEXT',
    'log.dirs': join(dataDir, 'log'),
    'offsets.topic.replication.factor': '1',
    'offsets.topic.num.partitions': '4',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.num.partitions': '4',
    'transaction.state.log.min.isr': '1',
    'group.initial.rebalance.delay.ms': '0',
    'auto.create.topics.enable': String(createsTopics),
    ...(authorizer && AUTHORIZER),
    ...(await secured?.(dataDir)),
  };
  writeFileSync(
    path,
    Object.entries(properties)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  if (!existsSync(join(dataDir, 'log', 'meta.properties'))) {
    // With "=": an id may begin with a dash, which would be read as another option.
    const clusterId = `--cluster-id=${randomBytes(16).toString('base64url')}`;
    await run('java', ['-cp', join(JARS, '*'), 'kafka.tools.StorageTool', 'format', clusterId, '-c', path]);
  }
  return path;
}

async function serve(config: string, dataDir: string): Promise<ChildProcess> {
  const logPath = join(dataDir, `broker-${Date.now()}.out`);
  const log = openSync(logPath, 'a');
  const logging = `-Dlog4j2.configurationFile=${join(HERE, 'log4j2.properties')}`;
  const java = spawn('java', ['-Xmx512m', logging, '-cp', join(JARS, '*'), 'kafka.Kafka', config], {
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const dieTogether = (): void => void java.kill('SIGKILL');
  process.once('exit', dieTogether);
  java.once('exit', () => process.off('exit', dieTogether));
  const deadline = Date.now() + START_DEADLINE_MS;
  while (!readFileSync(logPath, 'utf8').includes('Kafka Server started')) {
    if (java.exitCode !== null || Date.now() > deadline) {
      java.kill('SIGKILL');
      throw new Error(`the broker does not start:\n${readFileSync(logPath, 'utf8').slice(-2000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return java;
}

/** A port of 127.0.0.1 nobody listens on just now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
