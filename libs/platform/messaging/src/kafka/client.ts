import { Kafka, logLevel, type KafkaConfig, type SASLOptions } from 'kafkajs';
import { BrokerUnavailable, RelayFenced, RelayStopped } from '../errors.js';
import type { KafkaConnection } from './connection.js';

/** With kafkajs's own 300 ms a transaction right after another would sleep through its CONCURRENT_TRANSACTIONS. */
const RETRY = { initialRetryTime: 2, maxRetryTime: 500, retries: 30 };
const CONNECT_MS = 3_000;
const REQUEST_MS = 20_000;

/** A kafkajs client with the retry settings its transactions need; it writes no log of its own. */
export function kafkaClient(
  { brokers, tls, sasl }: KafkaConnection,
  clientId: string,
  overrides: Partial<KafkaConfig> = {},
): Kafka {
  process.env.KAFKAJS_NO_PARTITIONER_WARNING = '1';
  return new Kafka({
    brokers: [...brokers],
    clientId,
    retry: RETRY,
    connectionTimeout: CONNECT_MS,
    requestTimeout: REQUEST_MS,
    logLevel: logLevel.NOTHING,
    ...(tls && { ssl: tls.ca === undefined ? true : { ca: [tls.ca] } }),
    ...(sasl && { sasl: sasl as SASLOptions }),
    ...overrides,
  });
}

const FENCED = ['INVALID_PRODUCER_EPOCH', 'PRODUCER_FENCED'];
const FOR_GOOD = [
  'TOPIC_AUTHORIZATION_FAILED',
  'GROUP_AUTHORIZATION_FAILED',
  'CLUSTER_AUTHORIZATION_FAILED',
  'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'UNSUPPORTED_VERSION',
];

/** One of our errors for whatever the driver threw. */
export function translated(error: unknown, doing: string): Error {
  if (error instanceof RelayStopped || error instanceof BrokerUnavailable) return error;
  const causes = causesOf(error);
  const types = causes.map((cause) => (cause as { type?: unknown }).type);
  if (types.some((type) => FENCED.includes(type as string))) return new RelayFenced();
  const message = `${doing}: ${causes.at(-1)?.message ?? String(error)}`;
  const refusal = types.find((type) => FOR_GOOD.includes(type as string));
  if (refusal !== undefined)
    return new RelayStopped(`the broker refuses (${refusal as string}) while ${message}`);
  return new BrokerUnavailable(message, { cause: error });
}

function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let at = error; at instanceof Error && causes.length < 10;) {
    causes.push(at);
    at = at.cause ?? (at as { originalError?: unknown }).originalError;
  }
  return causes;
}

/** The work's result, or {@link BrokerUnavailable} past the deadline; driver errors come out translated. */
export async function within<T>(deadlineMs: number, doing: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new BrokerUnavailable(`${doing}: no answer in ${deadlineMs} ms`)),
      deadlineMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw translated(error, doing);
  } finally {
    clearTimeout(timer);
  }
}
