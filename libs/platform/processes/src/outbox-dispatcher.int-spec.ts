import type { DispatchOutcome } from './dispatched-command.js';
import { OutboxDispatcher } from './outbox-dispatcher.js';
import { ProcessFile } from './sqlite/process-file.js';

const NOW = '2021-06-01T00:00:00.000Z';
const command = {
  id: 'c1',
  process: 'lending',
  key: 'a',
  command: 'StampCard',
  data: { book: 'a' },
  causationId: 'e1',
  correlationId: 'visit-a',
};

let file: ProcessFile;
beforeEach(() => (file = ProcessFile.open('')));
afterEach(() => file.close());

/** What is left of the command after it came back so. */
async function after(outcome: DispatchOutcome) {
  await new Promise<void>((resolve, reject) => {
    const dispatcher = new OutboxDispatcher({
      outbox: file.outbox,
      dispatch: () => Promise.resolve(outcome),
      now: () => NOW,
      changed: resolve,
      failed: reject,
    });
    dispatcher.open();
    dispatcher.pump();
  });
  return file.outbox.of('lending');
}

describe('a command that came back', () => {
  it('done is gone', async () => {
    file.outbox.add(command);
    expect(await after({ kind: 'done' })).toEqual({ open: 0, parked: 0, shown: [] });
  });

  it('refused waits for a decision', async () => {
    file.outbox.add(command);
    const { id, key, command: name } = command;
    expect(await after({ kind: 'refused', reason: 'book-banned' })).toEqual({
      open: 0,
      parked: 1,
      shown: [{ id, key, command: name, reason: 'book-banned', since: NOW }],
    });
  });

  it('failed goes again, but not at once', async () => {
    file.outbox.add(command);
    expect(await after({ kind: 'failed', reason: 'away' })).toMatchObject({ open: 1, parked: 0 });
    expect(file.outbox.next(Date.parse(NOW), 1)).toEqual([]);
    expect(file.outbox.next(Number.MAX_SAFE_INTEGER, 1)).toMatchObject([{ attempts: 1 }]);
  });

  it('failed for the fortieth time waits for a decision, too', async () => {
    file.outbox.add(command);
    for (let attempt = 1; attempt < 40; attempt++) file.outbox.failed(command.id, 0);
    expect(await after({ kind: 'failed', reason: 'away' })).toMatchObject({
      open: 0,
      parked: 1,
      shown: [{ reason: 'failed 40 times: away' }],
    });
  });
});
