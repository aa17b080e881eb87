import { noticeIssuedV1, type NoticeIssuedV1 } from '#contexts/supervision/contracts';
import {
  starAwardedV1,
  type StarAwardedV1,
  titleDecisionDocument,
  titleRetainedV1,
  type TitleRetainedV1,
  titleRevokedV1,
  type TitleRevokedV1,
} from '#contexts/titles/contracts';
import type { Process, ProcessEvent } from '#platform/processes';
import { VoidDocumentNumber } from '../../domain/number-register/number-register.commands.js';
import type {
  DocumentNumberReserved,
  DocumentNumberVoided,
} from '../../domain/number-register/number-register.events.js';

/** A request lasts seconds: what has not used its number by then was cut off. */
export const UNUSED_AFTER_MS = 15 * 60 * 1000;

const REASON = '预留后 15 分钟内未使用，予以作废 Reserved and not used within 15 minutes';

type Reservation = Pick<DocumentNumberReserved['data'], 'jurisdiction' | 'issuerCode' | 'year' | 'sequence'>;

/** Numbers reserved for one document that no paper bears yet, by number in its standard form. */
export interface UnusedNumbers {
  readonly unused: Readonly<Record<string, Reservation & { readonly voidAt: string }>>;
}

type Event =
  | ProcessEvent<'DocumentNumberReserved', DocumentNumberReserved['data']>
  | ProcessEvent<'DocumentNumberVoided', DocumentNumberVoided['data']>
  | ProcessEvent<typeof noticeIssuedV1, NoticeIssuedV1>
  | ProcessEvent<typeof starAwardedV1, StarAwardedV1>
  | ProcessEvent<typeof titleRetainedV1, TitleRetainedV1>
  | ProcessEvent<typeof titleRevokedV1, TitleRevokedV1>;

/** Voids numbers that a crash left between their reservation and the paper, so that every number is used or voided. */
export const unusedNumbers: Process<UnusedNumbers, Event> = {
  name: 'unused-numbers',
  version: 1,
  handles: [
    'DocumentNumberReserved',
    'DocumentNumberVoided',
    noticeIssuedV1,
    starAwardedV1,
    titleRetainedV1,
    titleRevokedV1,
  ],
  sends: [VoidDocumentNumber],
  keyOf({ type, data }) {
    switch (type) {
      case 'DocumentNumberReserved':
      case 'DocumentNumberVoided':
        return data.documentId;
      case noticeIssuedV1:
        return data.noticeId;
      default:
        return titleDecisionDocument(data.body, data.documentNumber);
    }
  },
  react(state, { type, data, at }) {
    const { [data.documentNumber]: _, ...others } = state?.unused ?? {};
    if (type !== 'DocumentNumberReserved') return { state: remaining(others) };
    const { jurisdiction, issuerCode, year, sequence, documentNumber } = data;
    const voidAt = new Date(Date.parse(at.metadata.recordedAt) + UNUSED_AFTER_MS).toISOString();
    const unused = { ...others, [documentNumber]: { jurisdiction, issuerCode, year, sequence, voidAt } };
    return { state: { unused }, timers: [{ at: voidAt }] };
  },
  onTimer(state, { dueAt }, documentId) {
    const late = Object.values(state?.unused ?? {}).filter(({ voidAt }) => voidAt <= dueAt);
    const commands = late.map(({ voidAt: _, ...reservation }) => ({
      command: VoidDocumentNumber,
      data: { ...reservation, documentId },
      reason: REASON,
    }));
    return { state, commands };
  },
};

const remaining = (unused: UnusedNumbers['unused']): UnusedNumbers | null =>
  Object.keys(unused).length === 0 ? null : { unused };
