import { nodeTooOld } from '#platform/runtime';

const tooOld = nodeTooOld();
if (tooOld !== null) {
  console.error(tooOld);
  process.exit(1);
}
const { workUnheard } = await import('./unheard.js');
workUnheard();
const { run } = await import('./run.js');
process.exitCode = await run(process.argv.slice(2));
