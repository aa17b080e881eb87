import { type ServerOptions, startServer } from '#platform/testing';
import { freePort } from '../kafka/broker.js';

describe('the start of a process that only serves operations', () => {
  const started = (app: ServerOptions['app'], env: Record<string, string>) => startServer({ app, env });

  it.each(['projector', 'relay'] as const)(
    'of the %s is refused with a variable that is not known',
    async (app) => {
      const env = {
        READ_MODEL_URL: 'postgres://127.0.0.1/x',
        EVENT_STORE_URL: 'esdb://127.0.0.1:9?tls=false',
      };
      await expect(started(app, env)).rejects.toThrow('READ_MODEL_URL');
    },
  );

  it('is refused, naming it, without what it is for', async () => {
    await expect(started('projector', {})).rejects.toThrow('EVENT_STORE_URL is missing');
    await expect(started('relay', {})).rejects.toThrow('KAFKA_BROKERS is missing');
  });

  it('is refused over a port that is taken', async () => {
    const PORT = String(await freePort());
    const first = await started('relay', { PORT, KAFKA_BROKERS: '127.0.0.1:9' });
    await expect(started('relay', { PORT, KAFKA_BROKERS: '127.0.0.1:9' })).rejects.toThrow('EADDRINUSE');
    expect(await first.stop()).toBe(0);
  });
});
