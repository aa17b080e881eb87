import { parentPort } from 'node:worker_threads';

const status = {
  state: 'following',
  since: '2021-06-01T00:00:00.000Z',
  reason: null,
  ordinal: 1,
  position: '1',
  behindSince: null,
};
parentPort.postMessage({ kind: 'ready', status });
parentPort.once('message', () => {
  throw new Error('out of luck');
});
