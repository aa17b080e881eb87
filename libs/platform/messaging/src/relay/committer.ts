import { startBatchSpans } from '#platform/tracing';
import { TopicMadeAnew } from '../errors.js';
import type { FencedProducer, OutgoingRecord } from '../messaging.js';
import type { RelayCheckpoint } from '../wire/index.js';
import type { FoldFile, FoldLayer } from './fold-file.js';
import type { ContextFold, Prepared } from './relay-fold.js';
import type { StatusBoard } from './status.js';

/** Kafka first, the private file after. */
export class Committer {
  /** `last` is the checkpoint Kafka has. */
  constructor(
    private last: RelayCheckpoint,
    private readonly producer: FencedProducer,
    private readonly file: FoldFile,
    private readonly folds: readonly ContextFold[],
    private readonly status: StatusBoard,
  ) {}

  /** In the order of preparation, one at a time. */
  async commit({ records, checkpoint, layers }: Prepared): Promise<void> {
    try {
      await this.send(records, JSON.stringify(checkpoint));
    } catch (error) {
      if (error instanceof TopicMadeAnew) await this.refuseSuccessors(error.message);
      throw error;
    }
    this.last = checkpoint;
    this.keep(layers);
    this.status.sent(records.length);
    this.status.reached(checkpoint, checkpoint.parked);
  }

  /** Where this cannot be written the relay stops all the same, by what it found. */
  private async refuseSuccessors(refusal: string): Promise<void> {
    await this.producer.commit([], JSON.stringify({ ...this.last, refusal })).catch(() => undefined);
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
