import { setTimeout as sleep } from 'node:timers/promises';
import { openEmbeddedLog, openLedger } from '#platform/event-store';
import { appendRaises, LEDGER, NOW } from './counters.ts';

/**
 * Writes raises `from` … `to - 1` of `counters` counters into the log of `dataDir`, at most `perSecond`; options as
 * JSON in argv[2], what is written so far a line on stdout.
 */
const { dataDir, from, to, counters, perSecond } = JSON.parse(process.argv[2]);
const LANES = 16;
const SLICE = 200;
const log = await openEmbeddedLog(dataDir);
await openLedger(log, LEDGER, NOW);
const began = performance.now();
for (let at = from; at < to; at += SLICE) {
  const end = Math.min(at + SLICE, to);
  const lanes = Array.from({ length: LANES }, (_, lane) => ({ lane, lanes: LANES }));
  await Promise.all(lanes.map((lane) => appendRaises(log, at, end, counters, lane)));
  process.stdout.write(`${end}\n`);
  await sleep(Math.max(0, began + ((end - from) / perSecond) * 1000 - performance.now()));
}
await log.close();
