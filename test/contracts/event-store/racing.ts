import { ConcurrencyConflict, type EventStore, type RecordedEvent } from '#platform/event-store';
import { everything, newCategory, newEvent, newStream } from './samples.js';

export function racing(store: () => EventStore): void {
  describe('racing', () => {
    it('lets one of three concurrent writers win; the losers learn the actual revision', async () => {
      const stream = newStream();
      const outcomes = await Promise.allSettled(
        [1, 2, 3].map(() => store().append(stream, 'none', [newEvent()])),
      );
      const lost = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
      );
      expect(lost).toHaveLength(2);
      for (const reason of lost) {
        expect(reason).toBeInstanceOf(ConcurrencyConflict);
        expect(reason).toMatchObject({ stream, expected: 'none', actual: 0 });
      }
      expect(await store().readStream(stream)).toHaveLength(1);
    });

    it('does not fail appends to other streams for a loser among them', async () => {
      const contested = newStream();
      await store().append(contested, 'none', [newEvent()]);
      const outcomes = await Promise.allSettled([
        store().append(newStream(), 'none', [newEvent()]),
        store().append(contested, 'none', [newEvent()]),
        store().append(newStream(), 'none', [newEvent()]),
        store().append(contested, 0, [newEvent()]),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
        'fulfilled',
      ]);
    });

    it('keeps every append of many optimistic writers legal, as a replay proves', async () => {
      const category = newCategory();
      const accounts = ['a', 'b', 'c'].map((letter) => `${category}-${letter}`);
      const before = await store().head();
      await Promise.all(Array.from({ length: 12 }, (_, writer) => spend(store(), accounts, writer)));
      const history = await everything(store(), {
        after: before,
        filter: { streamPrefixes: [`${category}-`] },
      });
      for (const account of accounts) expectLegal(history.filter(({ stream }) => stream === account));
      expect(history.length).toBeGreaterThan(accounts.length);
    }, 60_000);
  });
}

interface Movement {
  readonly amount: number;
  /** How many events the writer had seen when it decided. */
  readonly seen: number;
  readonly writer: number;
}

const OPENING = 40;
const ROUNDS = 10;

/** Takes 7 where at least 7 are left, else puts 5 in; the decision is right only on the state it was made on. */
async function spend(store: EventStore, accounts: readonly string[], writer: number): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const account = accounts[(writer + round) % accounts.length] as string;
    for (;;) {
      const history = await store.readStream(account);
      const movement = { amount: decide(history), seen: history.length, writer };
      const event = newEvent({ type: 'Moved', data: Buffer.from(JSON.stringify(movement)) });
      try {
        await store.append(account, history.length === 0 ? 'none' : history.length - 1, [event]);
        break;
      } catch (error) {
        if (!(error instanceof ConcurrencyConflict)) throw error;
      }
    }
  }
}

function decide(history: readonly RecordedEvent[]): number {
  if (history.length === 0) return OPENING;
  return history.reduce((sum, event) => sum + movementOf(event).amount, 0) >= 7 ? -7 : 5;
}

function expectLegal(history: readonly RecordedEvent[]): void {
  expect(history.map(({ revision }) => revision)).toEqual(history.map((_, index) => index));
  expect(history.map((event) => movementOf(event).seen)).toEqual(history.map((_, index) => index));
  expect(history.map((event) => movementOf(event).amount)).toEqual(
    history.map((_, index) => decide(history.slice(0, index))),
  );
}

const movementOf = (event: RecordedEvent): Movement =>
  JSON.parse(Buffer.from(event.data).toString()) as Movement;
