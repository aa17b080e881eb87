import { startBatchSpans } from '#platform/tracing';
import type { FencedProducer, OutgoingRecord } from '../messaging.js';
import type { FoldFile, FoldLayer } from './fold-file.js';
import type { ContextFold, Prepared } from './relay-fold.js';
import type { StatusBoard } from './status.js';

/** Kafka first, the private file after. */
export class Committer {
  constructor(
    private readonly producer: FencedProducer,
    private readonly file: FoldFile,
    private readonly folds: readonly ContextFold[],
    private readonly status: StatusBoard,
  ) {}

  /** In the order of preparation, one at a time. */
  async commit({ records, checkpoint, layers }: Prepared): Promise<void> {
    await this.send(records, JSON.stringify(checkpoint));
    this.keep(layers);
    this.status.sent(records.length);
    this.status.reached(checkpoint, checkpoint.parked);
  }

  private async send(records: readonly OutgoingRecord[], checkpoint: string): Promise<void> {
    const traceparents = records.map(({ headers }) => headers['traceparent']);
    const spans = startBatchSpans('relay', traceparents, {
      kind: 'producer',
      attributes: { 'civitas.records': records.length },
    });
    try {
      await this.producer.commit(records, checkpoint);
    } catch (error) {
      spans?.failed(error);
      throw error;
    } finally {
      spans?.end();
    }
  }

  /** What Kafka needs no word of. */
  keep(layers: readonly FoldLayer[]): void {
    this.file.write(layers);
    for (const { fold } of this.folds) fold.confirm();
  }
}
