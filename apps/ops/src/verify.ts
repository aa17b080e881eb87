import { readConfiguration } from '#platform/http';
import { verify, type VerificationReport } from '#platform/projections';
import { Failure, type Output } from './command.js';
import { shardsThere, withReader } from './live-read-models.js';

/**
 * Recounts the whole ledger apart from the projector, also while a server runs on it, and inspects every row. Fails
 * when a projection was not fed what the ledger holds, a row is not as it was written, or a stream has a hole.
 */
export async function verifyAll(out: Output): Promise<void> {
  const configuration = readConfiguration(process.env);
  const shards = shardsThere(configuration);
  const reports: VerificationReport[] = [];
  await withReader(configuration, async (store) => {
    for (const { shard, file } of shards)
      reports.push(await verify({ definitions: shard.definitions, store, file }));
  });
  out.table(
    reports.flatMap(({ projections }) =>
      projections.map(({ fault, ...rest }) => ({ ...rest, verdict: fault ?? 'right' })),
    ),
  );
  const ledgerFault = reports.find((report) => report.ledgerFault !== null)?.ledgerFault;
  if (ledgerFault) throw new Failure(`the ledger is not whole: ${ledgerFault}`);
  if (!reports.every(({ isRight }) => isRight)) throw new Failure('projections are wrong: fold them anew');
  out.say('everything is as the ledger says');
}
