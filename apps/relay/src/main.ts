import { nodeTooOld } from '#platform/runtime';

const tooOld = nodeTooOld();
if (tooOld !== null) {
  console.error(tooOld);
  process.exit(1);
}
const { run } = await import('./run.js');
await run();
