/**
 * Projects a town's life that goes on and on, until it is killed: `<file> <events to begin with> [<events until a
 * projection is folded anew>]`.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Projector } from '#platform/projections';
import { MemoryEventStore } from '#platform/testing';
import { DEFINITIONS, live } from './town.ts';

const [file, begun, rebuildAfter] = [
  process.argv[2],
  Number(process.argv[3]),
  Number(process.argv[4] || Infinity),
];
const store = new MemoryEventStore();
await live(store, 1, begun);
const projector = new Projector({ definitions: DEFINITIONS, store, file, verifyEveryMs: 5 });
projector.start();
let isRebuilt = false;
for (let index = begun + 1; index < 200_000; index += 100) {
  await live(store, index, 100);
  await nextTurn();
  if (isRebuilt || index < begun + rebuildAfter || projector.status().state !== 'following') continue;
  projector.rebuild('people');
  isRebuilt = true;
}
