/** Stops with one sentence on a Node older than package.json asks for. Written so that old Nodes can still read it. */
import { readFileSync } from 'fs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const wanted = engines.node.replace('>=', '');
const [major, minor] = process.versions.node.split('.').map(Number);
const [wantedMajor, wantedMinor] = wanted.split('.').map(Number);

if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
  console.error(
    'Civitas needs Node ' +
      wanted +
      ' or newer, this is ' +
      process.versions.node +
      ': install it (https://nodejs.org), or on Linux x64 start through npm (npm start), which brings its own unless it was installed with --omit=optional.',
  );
  process.exit(1);
}
