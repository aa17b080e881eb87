import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signLocalToken } from '#platform/auth';
import { readConfiguration } from '#platform/http';
import { type Standalone, startStandalone } from '../../../standalone/src/start-standalone.js';
import { Failure, type Output } from '../command.js';
import { check } from './check.js';
import { emptyFolder } from './empty-folder.js';
import { factId, facts } from './facts.js';
import type { Finding } from './finding.js';
import { play, type Played } from './player.js';
import { Routes } from './routes.js';
import { inOrder } from './script.js';
import { writeYears } from './years.js';

export interface DemoOptions {
  readonly check: boolean;
  readonly keep: boolean;
  readonly seed: string;
  /** Fact ids whose commands are left out. */
  readonly omit: readonly string[];
}

const BEFORE_EVERYTHING = '2000-01-01T00:00:00.000Z';

/**
 * Plays five places' year over real HTTP on a driven clock, on a server of its own over an empty folder; checks
 * every route against the published facts. Writes demo-report.json there. Fails when a figure differs.
 */
export async function demo(options: DemoOptions, out: Output): Promise<void> {
  const omitted = new Set(options.omit);
  for (const id of omitted)
    if (!facts.some((one) => factId(one) === id)) throw new Failure(`there is no fact ${id}`);
  const steps = inOrder(writeYears(options.seed), omitted);
  const dataDir = await emptyFolder(process.env['DATA_DIR']);
  const environment = { ...process.env, DATA_DIR: dataDir, PORT: process.env['PORT'] ?? '0' };
  const server = await startStandalone({
    config: readConfiguration(environment),
    clock: { drivenFrom: BEFORE_EVERYTHING },
    quiet: !options.keep,
  });
  try {
    const played = await play({ url: server.url, dataDir }, steps, out.progress('playing', steps.length));
    out.say(`played ${played.commands} commands on ${server.url}, data in ${dataDir}`);
    const findings = options.check ? await check(await auditor(server, dataDir, played)) : [];
    await report(dataDir, options.seed, played, findings, out);
    if (options.keep) await untilInterrupted(server, out);
    const differing = findings.filter(({ verdict }) => verdict === 'differs').length;
    if (differing > 0) throw new Failure(`${differing} figures differ`);
  } finally {
    await server.close();
  }
}

async function auditor({ url }: Standalone, dataDir: string, { position }: Played): Promise<Routes> {
  const token = await signLocalToken(dataDir, { actor: 'demo-auditor', roles: ['auditor'] });
  return new Routes(url, token, position);
}

async function report(
  dataDir: string,
  seed: string,
  { commands }: Played,
  findings: readonly Finding[],
  out: Output,
): Promise<void> {
  await writeFile(
    join(dataDir, 'demo-report.json'),
    `${JSON.stringify({ seed, commands, findings }, null, 2)}\n`,
  );
  if (findings.length === 0) return;
  out.table(findings);
  const count = (verdict: Finding['verdict']): number =>
    findings.filter((each) => each.verdict === verdict).length;
  out.say(`${count('equal')} equal, ${count('differs')} differ, ${count('not yet covered')} not yet covered`);
}

async function untilInterrupted({ url }: Standalone, out: Output): Promise<void> {
  out.say(`serving on ${url}; Ctrl-C ends it`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}
