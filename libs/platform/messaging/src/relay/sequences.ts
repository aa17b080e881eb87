/** The next sequence number of every partition of every topic: dense from 0. */
export class Sequences {
  private readonly next = new Map<string, number[]>();

  constructor(
    partitions: Readonly<Record<string, number>>,
    from: Readonly<Record<string, readonly number[]>>,
  ) {
    for (const [topic, count] of Object.entries(partitions))
      this.next.set(
        topic,
        Array.from({ length: count }, (_, partition) => from[topic]?.[partition] ?? 0),
      );
  }

  /** The number the next record there will have. */
  peek(topic: string, partition: number): number {
    return this.of(topic)[partition] as number;
  }

  advance(topic: string, partition: number): void {
    this.of(topic)[partition] = this.peek(topic, partition) + 1;
  }

  partitionsOf(topic: string): number {
    return this.of(topic).length;
  }

  snapshot(): Record<string, readonly number[]> {
    return Object.fromEntries([...this.next].map(([topic, numbers]) => [topic, [...numbers]]));
  }

  private of(topic: string): number[] {
    const numbers = this.next.get(topic);
    if (!numbers) throw new Error(`no partitions are known of ${topic}`);
    return numbers;
  }
}
