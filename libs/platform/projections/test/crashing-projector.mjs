/** Projects a town's life that goes on and on, until it is killed: `<file> <events to begin with> <wishes as JSON>`. */
import { setTimeout as pause } from 'node:timers/promises';
import { Projector } from '#platform/projections';
import { MemoryEventStore } from '#platform/testing';
import { DEFINITIONS, liveWith } from './town.ts';

const [, , file, begun, wished] = process.argv;
const [wishes, first] = [JSON.parse(wished), Number(begun) + 1];
const store = new MemoryEventStore();
await liveWith(store, wishes, 1, first - 1);
const projector = new Projector({ definitions: DEFINITIONS, store, file, verifyEveryMs: 5 });
projector.start();
for (let index = first; index < 200_000; index += 100) {
  await liveWith(store, wishes, index, 100);
  await pause(10);
}
