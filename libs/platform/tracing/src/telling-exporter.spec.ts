import { tellingExporter } from './telling-exporter.js';

const DONE = { code: 0 };
const LOST = { code: 1, error: new Error('connect ECONNREFUSED') };

it('tells when spans begin not to arrive, once until they arrive again', () => {
  const results = [DONE, LOST, LOST, DONE, LOST];
  const told: string[] = [];
  const seen: unknown[] = [];
  const exporter = {
    export: (_: unknown, done: (result: { code: number }) => void) => done(results.shift() ?? DONE),
    shutdown: () => Promise.resolve(),
  };
  const telling = tellingExporter(exporter, ({ message }) => told.push(message));
  for (let batch = 0; batch < 5; batch++) telling.export([], ({ code }) => seen.push(code));
  expect(told).toEqual(['connect ECONNREFUSED', 'connect ECONNREFUSED']);
  expect(seen).toEqual([0, 1, 1, 0, 1]);
});
