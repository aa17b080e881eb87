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
import { USED_WITHIN_MS } from '../../domain/number-register/number-register.decider.js';
import { VoidDocumentNumber } from '../../domain/number-register/number-register.commands.js';
import type {
  DocumentNumberKept,
  DocumentNumberReserved,
  DocumentNumberVoided,
} from '../../domain/number-register/number-register.events.js';

const REASON = '预留后 15 分钟内未使用，予以作废 Reserved and not used within 15 minutes';

type Reservation = Pick<DocumentNumberReserved['data'], 'jurisdiction' | 'issuerCode' | 'year' | 'sequence'>;

/** Numbers reserved for one document that no paper bears yet, by number in its standard form. */
export interface UnusedNumbers {
  readonly unused: Readonly<Record<string, Reservation & { readonly voidAt: string }>>;
}

type Event =
  | ProcessEvent<'DocumentNumberReserved', DocumentNumberReserved['data']>
  | ProcessEvent<'DocumentNumberVoided', DocumentNumberVoided['data']>
  | ProcessEvent<'DocumentNumberKept', DocumentNumberKept['data']>
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
    'DocumentNumberKept',
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
      case 'DocumentNumberKept':
        return data.documentId;
      case noticeIssuedV1:
        return data.noticeId;
      default:
        return titleDecisionDocument(data.body, data.documentNumber);
    }
  },
  react(state, { type, data, at }) {
    const { [data.documentNumber]: waits, ...others } = state?.unused ?? {};
    if (type === 'DocumentNumberKept') {
      // One that a paper bears already is never voided.
      if (!waits) return { state };
      const unused = { ...others, [data.documentNumber]: { ...waits, voidAt: data.keptUntil } };
      return { state: { unused }, timers: [{ at: data.keptUntil }] };
    }
    if (type !== 'DocumentNumberReserved') return { state: remaining(others) };
    const { jurisdiction, issuerCode, year, sequence, documentNumber } = data;
    const voidAt = new Date(Date.parse(at.recordedAt) + USED_WITHIN_MS).toISOString();
    const unused = { ...others, [documentNumber]: { jurisdiction, issuerCode, year, sequence, voidAt } };
    return { state: { unused }, timers: [{ at: voidAt }] };
  },
  onTimer(state, { dueAt }, documentId) {
    const late = Object.values(state?.unused ?? {}).filter(({ voidAt }) => voidAt <= dueAt);
    const commands = late.map(({ voidAt: keptUntil, ...reservation }) => ({
      command: VoidDocumentNumber,
      data: { ...reservation, documentId, keptUntil },
      reason: REASON,
    }));
    return { state, commands };
  },
};

const remaining = (unused: UnusedNumbers['unused']): UnusedNumbers | null =>
  Object.keys(unused).length === 0 ? null : { unused };
