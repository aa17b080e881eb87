/** Projects a town's life that goes on and on, until it is killed: `<file> <events to begin with>`. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Projector } from '#platform/projections';
import { MemoryEventStore } from '#platform/testing';
import { DEFINITIONS, live } from './town.ts';

const [file, begun] = [process.argv[2], Number(process.argv[3])];
const store = new MemoryEventStore();
await live(store, 1, begun);
new Projector({ definitions: DEFINITIONS, store, file }).start();
for (let index = begun + 1; index < 200_000; index += 100) {
  await live(store, index, 100);
  await nextTurn();
}
