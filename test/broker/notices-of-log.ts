import {
  noticeIssuedV1,
  noticeWithdrawnV1,
  rectificationAcceptedV1,
  rectificationOverdueV1,
  rectificationReportedV1,
  rectificationReturnedV1,
} from '#contexts/supervision/contracts';
import { openEmbeddedReader, type Position } from '#platform/event-store';
import type { VerifiedRecord } from '#platform/messaging';

export const NOTICES_TOPIC = 'civitas.notices.v1';

const CONTRACTS: Readonly<Record<string, string>> = {
  CirculationNoticeIssued: noticeIssuedV1,
  CirculationNoticeWithdrawn: noticeWithdrawnV1,
  RectificationReported: rectificationReportedV1,
  RectificationReturned: rectificationReturnedV1,
  RectificationAccepted: rectificationAcceptedV1,
  RectificationOverdue: rectificationOverdueV1,
};

/** A record of the notices topic by the event it tells of. */
export interface ToldNotice {
  readonly id: string;
  readonly type: string;
  /** The notice. */
  readonly key: string;
}

/** What the notices topic has to tell of the log in this directory, in its order. */
export async function noticesOfLog(dataDir: string): Promise<readonly ToldNotice[]> {
  const reader = await openEmbeddedReader(dataDir);
  const told: ToldNotice[] = [];
  try {
    for (let after: Position | null = null; ;) {
      const { events, next } = await reader.readAll({ after });
      for (const { id, type, data } of events) {
        const contract = CONTRACTS[type];
        if (contract === undefined) continue;
        const { noticeId } = JSON.parse(Buffer.from(data).toString()) as { noticeId: string };
        told.push({ id, type: contract, key: noticeId });
      }
      if (events.length === 0 || next === null) return told;
      after = next;
    }
  } finally {
    await reader.close();
  }
}

/** Each notice told exactly once, and in each partition in the order of the log. */
export function expectToldOnce(records: readonly VerifiedRecord[], log: readonly ToldNotice[]): void {
  const place = new Map(log.map(({ id }, n) => [id, n]));
  const told = records.map(({ id, type, key }) => ({ id, type, key }));
  const placeOf = ({ id }: ToldNotice): number => place.get(id) ?? -1;
  expect(told.toSorted((a, b) => placeOf(a) - placeOf(b))).toEqual(log);
  for (const inPartition of Map.groupBy(records, ({ partition }) => partition).values()) {
    const places = inPartition.map(placeOf);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  }
}
