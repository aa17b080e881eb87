import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

interface Finding {
  readonly fact: string;
  readonly verdict: 'equal' | 'differs' | 'not yet covered';
}

const OPS = resolve('dist/apps/ops/src/main.js');

interface Run {
  readonly code: number | null;
  readonly findings: readonly Finding[];
}

/** Runs `ops demo --check` over a folder of its own; answers the exit code and what its report found. */
async function demo(...more: string[]): Promise<Run> {
  const dataDir = await mkdtemp(join(tmpdir(), 'civitas-demo-spec-'));
  try {
    const child = spawn(process.execPath, [OPS, 'demo', '--check', ...more], {
      env: { PATH: process.env['PATH'], DATA_DIR: dataDir },
      stdio: 'ignore',
    });
    const code = await new Promise<number | null>((done) => child.once('exit', done));
    const report = JSON.parse(await readFile(join(dataDir, 'demo-report.json'), 'utf8')) as Pick<
      Run,
      'findings'
    >;
    return { code, findings: report.findings };
  } finally {
    await rm(dataDir, { recursive: true });
  }
}

const differing = (findings: readonly Finding[]): string[] => [
  ...new Set(findings.filter(({ verdict }) => verdict === 'differs').map(({ fact }) => fact)),
];

describe('the demo check', () => {
  it('says differs, and fails, for every fact whose commands are left out', async () => {
    const omitted = [
      '140800/circulation-notice/unitsCriticised',
      '430407/star-title',
      '522301/volunteer-activity/普法宣传',
    ];
    const { code, findings } = await demo(...omitted.flatMap((fact) => ['--omit', fact]));
    expect(code).toBe(1);
    expect(differing(findings)).toEqual([
      '140800/circulation-notice/unitsCriticised',
      '140800/circulation-notice/personTimesCriticised',
      '430407/star-title',
      '522301/volunteer-activity/普法宣传',
    ]);
  }, 120_000);
});
