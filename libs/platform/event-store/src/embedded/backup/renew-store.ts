import { randomUUID } from 'node:crypto';
import { UnreadableLog } from '../../errors.js';
import { EventChecksum, nameChecksum } from '../event-checksum.js';
import { openForWriting, upgradeLog } from '../log-file.js';
import { writeUuid } from '../uuid-bytes.js';

/** Why a store's first event is not the one it was created with. */
export interface StoreOrigin {
  readonly restoredFrom: { readonly storeId: string; readonly takenAt: string; readonly events: number };
}

interface FirstEvent {
  readonly stream: string;
  readonly type: string;
  readonly created_ms: number;
}

/**
 * Makes a copied log a store of its own: its first event, which is the store's, gets a fresh id and says where it
 * comes from. The ledger's events stay as they are. To be done before anybody else opens it.
 */
export function renewStore(dataDir: string, origin: StoreOrigin): void {
  upgradeLog(dataDir);
  const db = openForWriting(dataDir);
  try {
    const first = db
      .prepare<[], FirstEvent>(
        'SELECT s.name AS stream, t.name AS type, created_ms FROM events e JOIN streams s ON s.id = e.stream JOIN types t ON t.id = e.type WHERE position = 1 AND revision = 0',
      )
      .get();
    if (!first?.stream.startsWith('$'))
      throw new UnreadableLog(`${db.name} does not begin with an event of the store`);
    const id = Buffer.alloc(16);
    writeUuid(id, randomUUID(), 0);
    const [data, metadata] = [Buffer.from(JSON.stringify(origin)), Buffer.from('{}')];
    const names = { stream: nameChecksum(first.stream), type: nameChecksum(first.type) };
    const header = { position: 1, revision: 0, createdMs: first.created_ms, createdTicks: 0, contentType: 1 };
    const checksum = new EventChecksum().of(
      { ...header, ...names, dataBytes: data.byteLength },
      Buffer.concat([id, data, metadata]),
    );
    db.prepare(
      'UPDATE events SET id = ?, created_ticks = 0, content_type = 1, data = ?, metadata = ?, checksum = ? WHERE position = 1',
    ).run(id, data, metadata, checksum);
  } finally {
    db.close();
  }
}
