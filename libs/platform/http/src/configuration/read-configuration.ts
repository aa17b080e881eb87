import { closestMatch } from 'leven';
import { type Configuration, ConfigurationError, isLoopback, type ProviderAuth } from './configuration.js';
import { NOT_YET, type VariableName, VARIABLES } from './variables.js';

type Environment = Readonly<Record<string, string | undefined>>;
type Value<Name extends VariableName> = NonNullable<ReturnType<(typeof VARIABLES)[Name]['read']>>;
type Read = <Name extends VariableName>(name: Name) => Value<Name> | undefined;

/** `operations`: health and metrics alone, of a process that issues no token and checks none. */
export type Serves = 'api' | 'operations';

/**
 * Reads the environment. Throws {@link ConfigurationError} that names every variable that is wrong and what is allowed,
 * and every one that is spelt nearly like a setting that is not set.
 */
export function readConfiguration(environment: Environment, serves: Serves = 'api'): Configuration {
  const wrong = [...misspelt(environment)];
  const read: Read = <Name extends VariableName>(name: Name) => {
    const text = environment[name];
    if (text === undefined) return undefined;
    const value = text === '' ? null : VARIABLES[name].read(text);
    if (value === null) wrong.push(`${name}=${text} is not allowed: ${VARIABLES[name].allowed}`);
    return (value ?? undefined) as Value<Name> | undefined;
  };

  for (const [name, why] of Object.entries(NOT_YET))
    if (environment[name] !== undefined) wrong.push(`${name}: ${why}`);
  const host = read('HOST') ?? '127.0.0.1';
  const configuration: Configuration = {
    host,
    port: read('PORT') ?? 3000,
    loopback: isLoopback(host),
    dataDir: read('DATA_DIR') ?? (VARIABLES.DATA_DIR.read('./data') as string),
    eventStore: storeOf(read('EVENT_STORE_URL'), read('EVENT_STORE_GATEWAY_PORT'), wrong),
    auth: authOf(read('AUTH_JWKS'), read('AUTH_ISSUER'), read('AUTH_AUDIENCE'), wrong),
    kafka: kafkaOf(read, wrong),
    log: { level: read('LOG_LEVEL') ?? 'info', format: read('LOG_FORMAT') },
    tracing: tracingOf(read),
  };
  if (serves === 'api' && !configuration.loopback && configuration.auth.kind === 'own-key')
    wrong.push(
      `HOST=${host} is reached by other machines: set AUTH_JWKS, AUTH_ISSUER and AUTH_AUDIENCE, or use a loopback address`,
    );
  if (wrong.length > 0) throw new ConfigurationError(wrong);
  return configuration;
}

/** Shorter names are near to too much. */
const SPELT = Object.keys(VARIABLES).filter((name) => name.length >= 'DATA_DIR'.length);
const LETTERS_OFF = 2;

/** A setting that is not heard would leave a city without its topics, and nobody the wiser. */
function* misspelt(environment: Environment): Generator<string> {
  for (const name of Object.keys(environment)) {
    if (Object.hasOwn(VARIABLES, name)) continue;
    const meant = closestMatch(name.toUpperCase(), SPELT, { maxDistance: LETTERS_OFF });
    if (meant !== undefined && environment[meant] === undefined)
      yield `${name} is no setting, ${meant} is: rename it, or set that one too`;
  }
}

function storeOf(
  url: string | undefined,
  gatewayPort: number | undefined,
  wrong: string[],
): Configuration['eventStore'] {
  if (url === undefined) return { kind: 'embedded', gatewayPort };
  if (gatewayPort !== undefined)
    wrong.push('EVENT_STORE_GATEWAY_PORT serves the embedded log: unset it, or EVENT_STORE_URL');
  return { kind: 'eventstoredb', url };
}

function kafkaOf(read: Read, wrong: string[]): Configuration['kafka'] {
  const brokers = read('KAFKA_BROKERS');
  const tls = read('KAFKA_TLS');
  const [mechanism, username, password] = [
    read('KAFKA_SASL_MECHANISM'),
    read('KAFKA_USERNAME'),
    read('KAFKA_PASSWORD'),
  ];
  const sasl = mechanism && username && password && { mechanism, username, password };
  if (!sasl && (mechanism ?? username ?? password) !== undefined)
    wrong.push('KAFKA_SASL_MECHANISM, KAFKA_USERNAME and KAFKA_PASSWORD go together: one is missing');
  if (!brokers && (tls ?? sasl))
    wrong.push('KAFKA_BROKERS is missing: KAFKA_TLS and a user say how brokers are reached');
  return brokers && { brokers, ...(tls && { tls }), ...(sasl && { sasl }) };
}

/** The exporter itself reads the headers; the protocol is the only one there is. */
function tracingOf(read: Read): Configuration['tracing'] {
  read('OTEL_EXPORTER_OTLP_PROTOCOL');
  read('OTEL_EXPORTER_OTLP_HEADERS');
  const serviceName = read('OTEL_SERVICE_NAME') ?? 'civitas';
  const sampler = read('OTEL_TRACES_SAMPLER') ?? 'parentbased_always_on';
  const share = read('OTEL_TRACES_SAMPLER_ARG') ?? 1;
  const endpoint = read('OTEL_EXPORTER_OTLP_ENDPOINT');
  if (endpoint === undefined) return undefined;
  const url = new URL('v1/traces', endpoint.endsWith('/') ? endpoint : `${endpoint}/`).href;
  return { url, serviceName, ratio: sampler === 'parentbased_traceidratio' ? share : 1 };
}

function authOf(
  jwks: string | undefined,
  issuer: string | undefined,
  audience: string | undefined,
  wrong: string[],
): Configuration['auth'] {
  if (jwks === undefined && issuer === undefined && audience === undefined) return { kind: 'own-key' };
  for (const [name, value] of Object.entries({
    AUTH_JWKS: jwks,
    AUTH_ISSUER: issuer,
    AUTH_AUDIENCE: audience,
  }))
    if (value === undefined)
      wrong.push(`${name} is missing: AUTH_JWKS, AUTH_ISSUER and AUTH_AUDIENCE go together`);
  return { kind: 'provider', jwks, issuer, audience } as ProviderAuth;
}
