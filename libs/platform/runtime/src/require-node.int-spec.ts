import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { nodeTooOld } from './require-node.js';

const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
const wanted = engines.node.replace('>=', '');

/** Runs a file on a Node that says it is another; answers its exit code and what it says. */
function runOn(version: string, file: string) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', '--import', `data:text/javascript,${encodeURIComponent(pretend)}`, file],
    { encoding: 'utf8', env: {}, timeout: 20_000 },
  );
  return { status, said: stderr.trim() };
}

describe('Node', () => {
  it.each([`${wanted}.0`, '24.21.0', '25.0.0'])('%s is new enough', (version) => {
    expect(nodeTooOld(version)).toBeNull();
    expect(runOn(version, 'scripts/check-node.mjs')).toEqual({ status: 0, said: '' });
  });

  it.each(['20.20.2', '22.12.0', '24.8.9'])('%s is too old to build, in one sentence', (version) => {
    const said = nodeTooOld(version);
    expect(said?.startsWith(`Civitas needs Node ${wanted} or newer, this is ${version}: install it`)).toBe(
      true,
    );
    expect(runOn(version, 'scripts/check-node.mjs')).toEqual({ status: 1, said });
  });

  it.each(['standalone', 'admin-api', 'projector', 'relay', 'ops'])(
    '20.20.2 is too old for the %s',
    (app) => {
      expect(runOn('20.20.2', `dist/apps/${app}/src/main.js`)).toEqual({
        status: 1,
        said: nodeTooOld('20.20.2'),
      });
    },
  );
});
