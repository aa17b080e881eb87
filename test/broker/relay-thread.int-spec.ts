import { RelayThread } from '#platform/messaging';
import { eventually } from '#platform/testing';

const ENTRY = new URL('./quiet-relay.worker.mjs', import.meta.url);

const threads: RelayThread[] = [];
afterEach(async () => {
  for (const thread of threads.splice(0)) await thread.stop();
});

function start(dataDir: string) {
  const deaths: string[] = [];
  const thread = RelayThread.start({
    entry: ENTRY,
    dataDir,
    brokers: [],
    onDeath: (reason) => deaths.push(reason),
  });
  threads.push(thread);
  return { thread, deaths };
}

const phase = (thread: RelayThread, wanted: string) =>
  eventually(wanted, () => thread.status().phase === wanted && thread.status());

describe('the relay on a thread of its own', () => {
  it('that is not heard of any more is not well', async () => {
    const { thread } = start('well');
    await phase(thread, 'live');
    expect(await thread.check.check()).toBeNull();
    expect(thread.status(performance.now() + 12_000)).toMatchObject({
      phase: 'waiting',
      reason: expect.stringMatching(/has not been heard of for 1\d s/) as string,
      ordinal: 3,
    });
  });

  it('that ends by an error has stopped, says why, and its death is told once', async () => {
    const { thread, deaths } = start('broken');
    expect(await phase(thread, 'stopped')).toMatchObject({ reason: 'out of reach', records: 7 });
    expect([await thread.check.check(), thread.check.degradesOnly]).toEqual(['out of reach', false]);
    await thread.stop();
    expect(deaths).toEqual(['out of reach']);
  });

  it('that ends as it was told has not died', async () => {
    const { thread, deaths } = start('well');
    await phase(thread, 'live');
    await thread.stop();
    expect([thread.status().phase, deaths]).toEqual(['live', []]);
  });
});
