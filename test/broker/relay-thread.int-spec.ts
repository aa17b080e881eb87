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

  // Node now and then hands out the error before what was said earlier.
  it('that ends by an error has stopped, says why, and its death is told once, whatever is heard when', async () => {
    const started = Array.from({ length: 12 }, () => start('broken'));
    for (const { thread, deaths } of started) {
      const told = () =>
        thread.status().records === 7 && thread.status().phase === 'stopped' && thread.status();
      expect(await eventually('its end', told)).toMatchObject({ reason: 'out of reach' });
      expect([await thread.check.check(), thread.check.degradesOnly]).toEqual(['out of reach', false]);
      await thread.stop();
      expect([thread.status().reason, deaths]).toEqual(['out of reach', ['out of reach']]);
    }
  });

  it('that ends as it was told has not died', async () => {
    const { thread, deaths } = start('well');
    await phase(thread, 'live');
    await thread.stop();
    expect([thread.status().phase, deaths]).toEqual(['live', []]);
  });
});
