import { describeFault, verifyLog } from '#platform/event-store';
import { readConfiguration } from '#platform/http';
import {
  REMOVE_IT,
  UnreadableReadModels,
  verify,
  type VerificationReport,
  type VerifyParts,
} from '#platform/projections';
import { Failure, type Output } from './command.js';
import { shardsThere, withReader } from './live-read-models.js';

/**
 * Looks at every event of an embedded log and at its file, at the structure of the read models' files, recounts the
 * whole ledger apart from the projector, also while a server runs on it, and inspects every row. Fails when an event
 * is not as it was written, a file is damaged, a projection was not fed what the ledger holds, a row is not as it was
 * written, or a stream has a hole.
 */
export async function verifyAll(out: Output): Promise<void> {
  const configuration = readConfiguration(process.env);
  if (configuration.eventStore.kind === 'embedded') await verifyFile(configuration.dataDir, out);
  const shards = shardsThere(configuration);
  const reports: VerificationReport[] = [];
  const damaged: string[] = [];
  await withReader(configuration, async (store) => {
    for (const { shard, file } of shards) {
      const found = await verified({ definitions: shard.definitions, store, file });
      if (!(found instanceof UnreadableReadModels)) reports.push(found);
      else {
        damaged.push(file);
        out.list(found.faults.map((fault) => `${file}: ${fault}`));
      }
    }
  });
  show(reports, out);
  if (damaged.length > 0)
    throw new Failure(`${damaged.join(' and ')} cannot be read as written: ${REMOVE_IT}`);
  if (!reports.every(({ isRight }) => isRight)) throw new Failure('projections are wrong: fold them anew');
  out.say('everything is as the ledger says');
}

function show(reports: readonly VerificationReport[], out: Output): void {
  out.table(
    reports.flatMap(({ projections }) =>
      projections.map(({ fault, ...rest }) => ({ ...rest, verdict: fault ?? 'right' })),
    ),
  );
  const ledgerFault = reports.find((report) => report.ledgerFault !== null)?.ledgerFault;
  if (ledgerFault) throw new Failure(`the ledger is not whole: ${ledgerFault}`);
}

/** A file that is damaged keeps nobody from looking at the others. */
async function verified(parts: VerifyParts): Promise<VerificationReport | UnreadableReadModels> {
  try {
    return await verify(parts);
  } catch (error) {
    if (error instanceof UnreadableReadModels) return error;
    throw error;
  }
}

async function verifyFile(dataDir: string, out: Output): Promise<void> {
  const { events, unprotected, faults, complete } = await verifyLog(dataDir);
  const kinds = Map.groupBy(faults, (fault) => (fault.kind === 'event' ? fault.what : fault.kind));
  for (const alike of kinds.values()) out.list(alike.map(describeFault));
  if (faults.length > 0)
    throw new Failure(`the event log is damaged in ${complete ? '' : 'at least '}${faults.length} places`);
  out.say(`${events} events are as they were written, ${unprotected} of them without a checksum`);
}
