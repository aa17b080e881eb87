import type { CommandBus } from '@nestjs/cqrs';
import { Command, DomainRejection } from '#platform/event-sourcing';
import { ConcurrencyConflict, EventStoreOverloaded, EventStoreUnavailable } from '#platform/event-store';
import type { Log } from '#platform/observability';
import type { Dispatch, DispatchedCommand, DispatchOutcome } from '#platform/processes';
import { ProjectionUnavailable } from '#platform/projections';
import { derivedId } from '#platform/values';
import type { RequestClock } from '../commands/request-clock.js';
import { NotFoundProblem } from '../problems/exceptions.js';
import { CommandDispatcher } from './command-dispatcher.js';

class StampCard extends Command<{ readonly book: string }> {
  readonly type = 'StampCard';
}

const intended: DispatchedCommand = {
  id: derivedId('command'),
  process: 'lending',
  key: 'a',
  command: 'StampCard',
  data: { book: 'a' },
  reason: '到期',
  causationId: 'event-1',
  correlationId: 'visit-a',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
};

/** Has the command handled so; answers what is told of it. */
async function handled(
  execute: (command: StampCard) => unknown,
  command = intended,
): Promise<DispatchOutcome> {
  let dispatch: Dispatch | undefined;
  const clock: RequestClock = {
    now: () => '2021-05-31T16:00:00.000Z',
    take: () => '',
    behindMs: () => 0,
    onAdvance: () => undefined,
    advanced: () => null,
  };
  const processes = {
    commands: [StampCard],
    status: () => {
      throw new Error('nobody asks');
    },
    serve: (given: Dispatch) => void (dispatch = given),
    hold: () => Promise.resolve(),
    settle: () => Promise.resolve(),
  };
  const bus = {
    execute: (asked: StampCard) => Promise.resolve().then(() => execute(asked)),
  } as unknown as CommandBus;
  const log = { warn: () => undefined } as unknown as Log;
  new CommandDispatcher(bus, processes, clock, log).onApplicationBootstrap();
  return (dispatch as Dispatch)(command);
}

const thrown = (error: Error): Promise<DispatchOutcome> =>
  handled(() => {
    throw error;
  });

describe('a command of a process', () => {
  it('is sent in the name of the process, with its id, cause and reason', async () => {
    let asked: StampCard | undefined;
    expect(await handled((command) => void (asked = command))).toEqual({ kind: 'done' });
    expect(asked).toBeInstanceOf(StampCard);
    expect(asked).toMatchObject({
      data: { book: 'a' },
      context: {
        commandId: intended.id,
        actor: 'process:lending',
        role: 'system',
        reason: '到期',
        causationId: 'event-1',
        correlationId: 'visit-a',
        traceparent: intended.traceparent,
        now: '2021-05-31T16:00:00.000Z',
        today: '2021-06-01',
      },
    });
  });

  it('that the rules refuse is refused by their code', async () => {
    expect(await thrown(new DomainRejection('notice-not-issued'))).toEqual({
      kind: 'refused',
      reason: 'notice-not-issued',
    });
    expect(await thrown(new NotFoundProblem('not-found'))).toEqual({ kind: 'refused', reason: 'not-found' });
  });

  it.each([
    new ConcurrencyConflict('s', 1, 2),
    new EventStoreUnavailable('away'),
    new EventStoreOverloaded('full'),
    new ProjectionUnavailable('units', 'parked'),
  ])('that met a passing %s is tried again', async (error) => {
    expect(await thrown(error)).toEqual({ kind: 'failed', reason: error.message });
  });

  it('that met a fault nobody foresaw, or that this build does not know, is refused', async () => {
    expect(await thrown(new TypeError('no such thing'))).toEqual({
      kind: 'refused',
      reason: 'no such thing',
    });
    expect(await handled(() => undefined, { ...intended, command: 'BurnBook' })).toEqual({
      kind: 'refused',
      reason: 'this build has no command BurnBook',
    });
  });
});
