import type { BatchMessage } from './writer-messages.js';

/** Walks over the events of a batch without copying them. */
export class BatchCursor {
  private event = 0;
  private offset = 0;
  private readonly bytes: Buffer;

  constructor(private readonly batch: BatchMessage) {
    const { buffer, byteOffset, byteLength } = batch.bytes;
    this.bytes = Buffer.from(buffer, byteOffset, byteLength);
  }

  id(): Buffer {
    return this.bytes.subarray(this.offset, this.offset + 16);
  }

  /** Ids of the next so many events, this one first. */
  ids(count: number): Buffer[] {
    const ids: Buffer[] = [];
    let offset = this.offset;
    for (let event = this.event; event < this.event + count; event++) {
      ids.push(this.bytes.subarray(offset, offset + 16));
      offset += this.size(event);
    }
    return ids;
  }

  type(): string {
    return this.batch.types[this.event] as string;
  }

  contentType(): number {
    return this.sizeAt(0);
  }

  data(): Buffer {
    return this.bytes.subarray(this.offset + 16, this.offset + 16 + this.dataBytes());
  }

  dataBytes(): number {
    return this.sizeAt(1);
  }

  metadata(): Buffer {
    const start = this.offset + 16 + this.sizeAt(1);
    return this.bytes.subarray(start, start + this.sizeAt(2));
  }

  /** Id, data and metadata. */
  body(): Buffer {
    return this.bytes.subarray(this.offset, this.offset + this.size(this.event));
  }

  skip(count: number): void {
    for (let step = 0; step < count; step++) this.offset += this.size(this.event++);
  }

  private size(event: number): number {
    return 16 + (this.batch.sizes[event * 3 + 1] as number) + (this.batch.sizes[event * 3 + 2] as number);
  }

  private sizeAt(part: number): number {
    return this.batch.sizes[this.event * 3 + part] as number;
  }
}
