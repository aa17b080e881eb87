import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const STORE_PASSWORD = 'changeit';
const PLAIN = 'org.apache.kafka.common.security.plain.PlainLoginModule';

export interface KafkaUser {
  readonly username: string;
  readonly password: string;
}

/** Makes the broker a certificate of its own for 127.0.0.1, as PEM in `ca.pem` beside it, by the keytool of Java. */
export async function makeCertificate(dataDir: string): Promise<void> {
  const store = ['-keystore', storeOf(dataDir), '-storepass', STORE_PASSWORD, '-alias', 'broker'];
  const subject = ['-dname', 'CN=127.0.0.1', '-ext', 'san=ip:127.0.0.1'];
  await run('keytool', [
    '-genkeypair',
    '-keyalg',
    'RSA',
    '-validity',
    '2',
    '-storetype',
    'PKCS12',
    ...subject,
    ...store,
  ]);
  await run('keytool', ['-exportcert', '-rfc', '-file', join(dataDir, 'ca.pem'), ...store]);
}

/** What a broker needs whose listener `SECURED` wants TLS and this user; among themselves brokers speak plainly. */
export const securedProperties = (dataDir: string, { username, password }: KafkaUser) => ({
  'inter.broker.listener.name': 'PLAINTEXT',
  'listener.name.secured.ssl.keystore.type': 'PKCS12',
  'listener.name.secured.ssl.keystore.location': storeOf(dataDir),
  'listener.name.secured.ssl.keystore.password': STORE_PASSWORD,
  'listener.name.secured.sasl.enabled.mechanisms': 'PLAIN',
  'listener.name.secured.plain.sasl.jaas.config': `${PLAIN} required user_${username}="${password}";`,
});

const storeOf = (dataDir: string): string => join(dataDir, 'broker.p12');
