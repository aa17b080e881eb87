import type { Receipt } from '#platform/event-store';
import { type Figure, median, percentile, round } from './figures.js';
import { historyUnits } from './history.js';
import { million } from './million.js';
import type { Write } from './load.js';
import { pacedFor, type Sending } from './paced.js';
import { withStandalone } from './servers.js';
import { ROUNDS, scaled } from './sizes.js';
import { activityOf, SteadyWork } from './steady-work.js';
import type { Wire } from './wire.js';
import { cycleOf, thisYear } from './writes.js';

const RATE = scaled(1000);
const SECONDS = scaled(12);
const WARM_UP_SECONDS = scaled(5);
/** One answer of so many is followed by a read. */
const SAMPLE = 4;

type Kind = 'own' | 'scores' | 'nothing';
const KINDS: readonly Kind[] = ['own', 'scores', 'nothing'];

interface Look {
  readonly path: string;
  readonly position: string | null;
}

const [someUnit = ''] = historyUnits();

/** The read that follows an answer: of the row itself, of scores computed from it, and one with nothing to wait for. */
const LOOKS: Readonly<Record<Kind, (receipt: Receipt) => Look>> = {
  own: (receipt) => ({ path: `/v1/activities/${activityOf(receipt)}`, position: receipt.position }),
  scores: ({ position }) => ({ path: `/v1/scores/${someUnit}?cycle=${cycleOf(thisYear()).id}`, position }),
  nothing: () => ({ path: `/v1/units/${someUnit}`, position: null }),
};

/**
 * From the answer to a command to a read that was sent at once and waits for that command's position
 * (`Min-Position`): the server answers it when the rows are committed, so the time holds one read more than it should.
 */
export async function measureVisible(say: (line: string) => void): Promise<Figure[]> {
  const dataDir = await million(say);
  return withStandalone(dataDir, async (server) => {
    const work = new SteadyWork(historyUnits());
    await pacedFor(WARM_UP_SECONDS, server, RATE, work);
    const rounds: Record<Kind, number[]> = { own: [], scores: [], nothing: [] };
    for (let number = 1; number <= ROUNDS; number++) {
      const looking = new LookingOn(work);
      const { perSecond } = await pacedFor(SECONDS, server, RATE, looking);
      for (const kind of KINDS) rounds[kind].push(looking.p99(kind));
      say(
        `round ${number}: ${round(perSecond, 0)}/s answered, visible p99 ${round(rounds.own.at(-1) ?? 0)} ms`,
      );
    }
    const beside = { name: 'a read with nothing to wait for', value: round(median(rounds.nothing)) };
    return [
      figure('visible in its own read model, p99', rounds.own, beside),
      figure('visible in the scores computed from it, p99', rounds.scores, beside),
    ];
  });
}

function figure(name: string, p99s: readonly number[], beside: NonNullable<Figure['beside']>): Figure {
  const value = round(median(p99s));
  return { name, value, unit: 'ms', beside, goal: `≤ 30 ms at ${RATE} commands/s`, reached: value <= 30 };
}

/** The work, and a read after some of its answers, of each kind in turn. */
class LookingOn implements Sending {
  private readonly looked: { readonly kind: Kind; readonly ms: number }[] = [];
  private answers = 0;

  constructor(private readonly work: SteadyWork) {}

  next(): Write {
    return this.work.next();
  }

  async answered(receipt: Receipt, wire: Wire): Promise<void> {
    this.work.answered(receipt);
    const number = this.answers++;
    if (number % SAMPLE !== 0) return;
    const kind = KINDS[(number / SAMPLE) % KINDS.length] as Kind;
    const { path, position } = LOOKS[kind](receipt);
    const started = performance.now();
    await wire.send({ method: 'GET', path, headers: position === null ? {} : { 'min-position': position } });
    this.looked.push({ kind, ms: performance.now() - started });
  }

  p99(kind: Kind): number {
    const times = this.looked.filter((look) => look.kind === kind).map(({ ms }) => ms);
    return percentile(times, 0.99);
  }
}
