import {
  DeciderRepository,
  EventCodec,
  type EventStore,
  openEmbeddedLog,
  openLedger,
} from '#platform/event-store';
import { derivedId } from '#platform/values';
import { CONTEXT_DEFINITIONS } from '../apps/projector/src/definitions.js';
import {
  numberRegister,
  numberRegisterStream,
} from '../libs/contexts/documents/src/domain/number-register/number-register.decider.js';
import type { NumberRegisterEvent } from '../libs/contexts/documents/src/domain/number-register/number-register.events.js';
import { type Figure, paired, type Pair, round } from './figures.js';
import { metadataOf, NOW } from './history.js';
import { withFolder } from './scratch.js';
import { ROUNDS, scaled } from './sizes.js';
import { JURISDICTION } from './writes.js';

const NUMBERS = scaled(5_000);
const AT_ONCE = 500;
const PAGE = 1_000;
const STREAM = numberRegisterStream(JURISDICTION, '示文明', 2021);
const codec = new EventCodec(CONTEXT_DEFINITIONS.map(({ events }) => events));

/** The longest kind of stream there is, a year's register of one busy issuer, loaded by a process that has just started. */
export const measureLongStream = (say: (line: string) => void): Promise<Figure[]> =>
  withFolder(async (dataDir) => {
    const log = await openEmbeddedLog(dataDir);
    try {
      await writeRegister(log);
      const pairs: Pair[] = [];
      for (let number = 0; number < ROUNDS; number++) {
        const beside = await milliseconds(() => readAndParse(log));
        const repository = new DeciderRepository(log, codec, await log.storeId());
        pairs.push({ value: await milliseconds(() => repository.load(numberRegister, STREAM)), beside });
        const again = await milliseconds(() => repository.load(numberRegister, STREAM));
        say(`loaded in ${round(pairs.at(-1)?.value ?? 0)} ms, again in ${round(again)} ms`);
      }
      const figure = paired(`loading a stream of ${NUMBERS} events`, 'ms', 'reading and parsing them', pairs);
      return [{ ...figure, goal: '≤ 4 × reading and parsing', reached: figure.ratio <= 4 }];
    } finally {
      await log.close();
    }
  });

async function writeRegister(log: EventStore): Promise<void> {
  await openLedger(log, { ledgerId: derivedId('bench'), clock: 'real' }, NOW);
  for (let from = 0; from < NUMBERS; from += AT_ONCE) {
    const sequences = Array.from(
      { length: Math.min(AT_ONCE, NUMBERS - from) },
      (_, index) => from + index + 1,
    );
    await log.append(STREAM, from === 0 ? 'none' : from - 1, sequences.map(reserved));
  }
}

function reserved(sequence: number) {
  const documentNumber = `示文明〔2021〕${sequence}号`;
  const documentId = derivedId('document', sequence);
  const number = { issuerCode: '示文明', year: 2021, sequence, documentNumber, text: documentNumber };
  const event: NumberRegisterEvent = {
    type: 'DocumentNumberReserved',
    data: { jurisdiction: JURISDICTION, ...number, documentId },
  };
  const commandId = derivedId('reserve', sequence);
  return codec.encode(derivedId(STREAM, commandId), event, metadataOf(commandId), '2021-06-01');
}

async function readAndParse(log: EventStore): Promise<number> {
  let parsed = 0;
  for (let from = 0; ; from += PAGE) {
    const page = await log.readStream(STREAM, { from, limit: PAGE });
    for (const recorded of page) parsed += codec.decode(recorded).metadata.commandId.length;
    if (page.length < PAGE) return parsed;
  }
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
