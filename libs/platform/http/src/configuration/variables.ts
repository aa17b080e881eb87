import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { SaslMechanism } from '#platform/messaging';
import { LOG_FORMATS, LOG_LEVELS } from '#platform/observability';
import { dataDirectory } from './configuration.js';

/** One variable of the environment: what it becomes, or `null` when the text is none of it. */
export interface Variable<Value> {
  readonly allowed: string;
  read(text: string): Value | null;
}

const variable = <Value>(allowed: string, read: (text: string) => Value | null): Variable<Value> => ({
  allowed,
  read,
});

const word = <Word extends string>(words: readonly Word[]): Variable<Word> =>
  variable(words.join(', '), (text) => words.find((allowed) => allowed === text) ?? null);

const number = (text: string, least: number): number | null =>
  /^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= 65535 ? Number(text) : null;

const urlOf = (text: string, protocols: readonly string[]): string | null =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol) ? text : null;

const HEADER = /^\s*[A-Za-z0-9_.-]+=[^,]*$/;
const isBroker = (text: string): boolean => {
  const [host = '', port = '', ...more] = text.split(':');
  return /^[A-Za-z0-9._-]+$/.test(host) && number(port, 1) !== null && more.length === 0;
};

function certificatesIn(file: string): { readonly ca: string } | null {
  try {
    const ca = readFileSync(file, 'utf8');
    return ca.includes('-----BEGIN CERTIFICATE-----') ? { ca } : null;
  } catch {
    return null;
  }
}

export const VARIABLES = {
  HOST: variable('an IP address, or localhost', (text) =>
    text === 'localhost' || isIP(text) !== 0 ? text : null,
  ),
  PORT: variable('a port from 0 (a free one) to 65535', (text) => number(text, 0)),
  DATA_DIR: variable('a directory', (text) => dataDirectory(text)),
  EVENT_STORE_URL: variable('esdb://host:port or esdb+discover://host:port', (text) =>
    urlOf(text, ['esdb:', 'esdb+discover:']),
  ),
  EVENT_STORE_GATEWAY_PORT: variable('a port from 1 to 65535', (text) => number(text, 1)),
  KAFKA_BROKERS: variable('host:port, several separated by commas', (text) => {
    const brokers = text.split(',').map((broker) => broker.trim());
    return brokers.every(isBroker) ? brokers : null;
  }),
  KAFKA_TLS: variable('system, or a file of trusted certificates (PEM)', (text) =>
    text === 'system' ? {} : certificatesIn(text),
  ),
  KAFKA_SASL_MECHANISM: word<SaslMechanism>(['plain', 'scram-sha-256', 'scram-sha-512']),
  KAFKA_USERNAME: variable('the user the brokers know', (text) => text),
  KAFKA_PASSWORD: variable('the password of that user', (text) => text),
  AUTH_JWKS: variable(
    'an http(s) URL, or a file that exists',
    (text) => urlOf(text, ['http:', 'https:']) ?? (existsSync(text) ? text : null),
  ),
  AUTH_ISSUER: variable('the iss of the tokens', (text) => text),
  AUTH_AUDIENCE: variable('the aud of the tokens', (text) => text),
  LOG_LEVEL: word(LOG_LEVELS),
  LOG_FORMAT: word(LOG_FORMATS),
  OTEL_EXPORTER_OTLP_ENDPOINT: variable('the http(s) URL of a collector, without /v1/traces', (text) =>
    text.endsWith('/v1/traces') ? null : urlOf(text, ['http:', 'https:']),
  ),
  OTEL_EXPORTER_OTLP_HEADERS: variable('name=value, several separated by commas', (text) =>
    text.split(',').every((header) => HEADER.test(header)) ? text : null,
  ),
  OTEL_EXPORTER_OTLP_PROTOCOL: word(['http/json']),
  OTEL_SERVICE_NAME: variable('a name', (text) => text),
  OTEL_TRACES_SAMPLER: word(['parentbased_always_on', 'parentbased_traceidratio']),
  OTEL_TRACES_SAMPLER_ARG: variable('a share from 0 to 1', (text) =>
    /^(0(\.\d{1,9})?|1(\.0{1,9})?)$/.test(text) ? Number(text) : null,
  ),
} as const satisfies Record<string, Variable<unknown>>;

export type VariableName = keyof typeof VARIABLES;

/** Documented, and of a part that does not exist yet. */
export const NOT_YET: Readonly<Record<string, string>> = {
  READ_MODEL_URL: 'read models are kept in SQLite in DATA_DIR; another place does not exist yet',
};
