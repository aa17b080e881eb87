import { noticeIssuedV1 } from '#contexts/supervision/contracts';
import { starAwardedV1, titleDecisionDocument } from '#contexts/titles/contracts';
import { happened, processSpec } from '#platform/testing';
import { unusedNumbers } from './unused-numbers.process.js';

const BODY = '示例市文明委';
const register = { jurisdiction: '990100', issuerCode: '示文明', year: 2021 };
const number = (sequence: number) => `示文明〔2021〕${sequence}号`;

/** At 10:00 in Shanghai unless it says otherwise. */
const reserved = (sequence: number, documentId = 'notice-1', recordedAt = '2021-06-01T02:00:00.000Z') =>
  happened(
    'DocumentNumberReserved',
    { ...register, sequence, documentNumber: number(sequence), text: number(sequence), documentId },
    { metadata: { recordedAt } },
  );
const voided = (sequence: number) =>
  happened('DocumentNumberVoided', {
    ...register,
    sequence,
    documentNumber: number(sequence),
    documentId: 'notice-1',
  });
const kept = (sequence: number, keptUntil: string) =>
  happened('DocumentNumberKept', {
    ...register,
    sequence,
    documentNumber: number(sequence),
    documentId: 'notice-1',
    keptUntil,
  });
const noticeIssued = (sequence: number) =>
  happened(noticeIssuedV1, { noticeId: 'notice-1', documentNumber: number(sequence) });
const awarded = (sequence: number) =>
  happened(starAwardedV1, { body: BODY, documentNumber: number(sequence) });

const dueAt = '2021-06-01T02:15:00.000Z';
const voiding = (sequence: number, documentId = 'notice-1', keptUntil = dueAt) => ({
  command: 'VoidDocumentNumber',
  data: { ...register, sequence, documentId, keptUntil },
  reason: '预留后 15 分钟内未使用，予以作废 Reserved and not used within 15 minutes',
});

const { given } = processSpec(unusedNumbers);

describe('a reserved number', () => {
  it('has a quarter of an hour to be used', () =>
    given()
      .when(reserved(6))
      .then({ timers: [{ at: dueAt }] }));

  it('is voided when no paper bears it by then', () =>
    given(reserved(6))
      .whenDue('notice-1', { dueAt })
      .then({ commands: [voiding(6)] }));

  it('is kept once its notice is issued', () => {
    given(reserved(6), noticeIssued(6)).whenDue('notice-1', { dueAt }).thenNothing();
    expect(given(reserved(6), noticeIssued(6)).state('notice-1')).toBeNull();
  });

  it('is kept once a title decision bears it', () => {
    const document = titleDecisionDocument(BODY, number(6));
    given(reserved(6, document))
      .whenDue(document, { dueAt })
      .then({ commands: [voiding(6, document)] });
    given(reserved(6, document), awarded(6)).whenDue(document, { dueAt }).thenNothing();
  });

  it('is voided when the notice was issued with another', () =>
    given(reserved(6), reserved(3), noticeIssued(3))
      .whenDue('notice-1', { dueAt })
      .then({ commands: [voiding(6)] }));

  it('is voided once', () => {
    given(reserved(6), voided(6)).whenDue('notice-1', { dueAt }).thenNothing();
  });

  it('that follows a voided one has time of its own', () => {
    const later = given(reserved(6), voided(6), reserved(7, 'notice-1', '2021-06-01T02:20:00.000Z'));
    later.whenDue('notice-1', { dueAt }).thenNothing();
    later
      .whenDue('notice-1', { dueAt: '2021-06-01T02:35:00.000Z' })
      .then({ commands: [voiding(7, 'notice-1', '2021-06-01T02:35:00.000Z')] });
  });

  it('whose document came back is voided when it does not use it then, either', () => {
    const keptUntil = '2021-06-01T02:29:00.000Z';
    given(reserved(6))
      .when(kept(6, keptUntil))
      .then({ timers: [{ at: keptUntil }] });
    const later = given(reserved(6), kept(6, keptUntil));
    later.whenDue('notice-1', { dueAt }).thenNothing();
    later.whenDue('notice-1', { dueAt: keptUntil }).then({ commands: [voiding(6, 'notice-1', keptUntil)] });
  });

  it('that another paper of its document bears already is never voided', () =>
    given(reserved(6), noticeIssued(6)).when(kept(6, '2021-06-01T02:29:00.000Z')).thenNothing());
});
