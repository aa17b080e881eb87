import { given, testContext } from '#platform/testing';
import { ReserveDocumentNumber, VoidDocumentNumber } from './number-register.commands.js';
import { type NumberingFacts, numberRegister } from './number-register.decider.js';
import type {
  DocumentNumberKept,
  DocumentNumberReserved,
  DocumentNumberVoided,
} from './number-register.events.js';

const loose: NumberingFacts = { gapless: false, elsewhere: [] };
const gapless: NumberingFacts = { gapless: true, policyVersion: 2, elsewhere: [] };
const register = { jurisdiction: '990100', issuerCode: '示文明', year: 2021 };

const reserved = (sequence: number, documentId: string, more = {}): DocumentNumberReserved => {
  const documentNumber = `示文明〔2021〕${sequence}号`;
  return {
    type: 'DocumentNumberReserved',
    data: { ...register, sequence, documentNumber, text: documentNumber, documentId, ...more },
  };
};
const voided = (sequence: number, documentId: string): DocumentNumberVoided => ({
  type: 'DocumentNumberVoided',
  data: { ...register, sequence, documentNumber: `示文明〔2021〕${sequence}号`, documentId },
});
const kept = (sequence: number, documentId: string, keptUntil: string): DocumentNumberKept => ({
  type: 'DocumentNumberKept',
  data: { ...register, sequence, documentNumber: `示文明〔2021〕${sequence}号`, documentId, keptUntil },
});
const voidNumber = (sequence: number, documentId: string, keptUntil?: string) =>
  new VoidDocumentNumber({ ...register, sequence, documentId, keptUntil }, testContext());
const need = { atLeastUntil: '2021-06-01T02:10:00.000Z', until: '2021-06-01T02:15:00.000Z' };
const reserve = (documentId: string, sequence?: number, text?: string) =>
  new ReserveDocumentNumber(
    {
      ...register,
      documentId,
      need,
      pointer: '/documentNumber',
      ...(sequence && { sequence }),
      ...(text && { text }),
    },
    testContext(),
  );

describe('the number register', () => {
  it('gives the next number when none is asked for', () => {
    given(numberRegister, [reserved(1, 'a')])
      .when(reserve('b'), loose)
      .then([reserved(2, 'b')]);
  });

  it('gives the number asked for and keeps it as written', () => {
    given(numberRegister, [])
      .when(reserve('a', 6, '示文明[2021]06号'), loose)
      .then([reserved(6, 'a', { text: '示文明[2021]06号' })]);
  });

  it('names the policy version that judged it', () => {
    given(numberRegister, [])
      .when(reserve('a'), gapless)
      .then([reserved(1, 'a', { policyVersion: 2 })]);
  });

  it('keeps for the same document, when it comes back, the same number', () => {
    for (const again of [reserve('a', 6), reserve('a')])
      given(numberRegister, [reserved(6, 'a')])
        .when(again, loose)
        .then([kept(6, 'a', need.until)]);
  });

  it('says so again only where too little time is left', () => {
    for (const [until, events] of [
      [need.atLeastUntil, []],
      ['2021-06-01T02:09:59.999Z', [kept(6, 'a', need.until)]],
    ] as const)
      given(numberRegister, [reserved(6, 'a'), kept(6, 'a', until)])
        .when(reserve('a'), loose)
        .then(events);
  });

  it('never gives a number twice', () => {
    given(numberRegister, [reserved(6, 'a')])
      .when(reserve('b', 6), loose)
      .thenRejected('document-number-taken', {
        pointer: '/documentNumber',
        documentNumber: '示文明〔2021〕6号',
      });
  });

  it('gives a document one number only', () => {
    given(numberRegister, [reserved(6, 'a')])
      .when(reserve('a', 7), loose)
      .thenRejected('document-has-another-number', {
        pointer: '/documentNumber',
        documentNumber: '示文明〔2021〕6号',
      });
  });

  it('leaves no gap where the policy forbids one', () => {
    given(numberRegister, [reserved(1, 'a')])
      .when(reserve('b', 3), gapless)
      .thenRejected('document-number-leaves-gap', {
        pointer: '/documentNumber',
        documentNumber: '示文明〔2021〕3号',
        next: 2,
      });
    given(numberRegister, [reserved(1, 'a')])
      .when(reserve('b', 3), loose)
      .then([reserved(3, 'b')]);
  });
});

describe('a number that its document never used', () => {
  it('is voided', () => {
    given(numberRegister, [reserved(1, 'a')])
      .when(voidNumber(1, 'a'), null)
      .then([voided(1, 'a')]);
  });

  it('is voided once', () => {
    given(numberRegister, [reserved(1, 'a'), voided(1, 'a')])
      .when(voidNumber(1, 'a'), null)
      .thenNothing();
  });

  it('is not voided by who does not know that its document came back', () => {
    const [before, until] = ['2021-06-01T02:14:59.999Z', '2021-06-01T02:15:00.000Z'];
    const history = [reserved(1, 'a'), kept(1, 'a', until)];
    for (const known of [undefined, before])
      given(numberRegister, history)
        .when(voidNumber(1, 'a', known), null)
        .thenNothing();
    given(numberRegister, history)
      .when(voidNumber(1, 'a', until), null)
      .then([voided(1, 'a')]);
  });

  it('is voided for the document it was reserved for, and no other', () => {
    for (const command of [voidNumber(1, 'b'), voidNumber(2, 'a')])
      given(numberRegister, [reserved(1, 'a')])
        .when(command, null)
        .thenRejected('document-number-not-reserved');
  });

  it('is never another document’s, and leaves no gap', () => {
    const history = [reserved(1, 'a'), voided(1, 'a')];
    given(numberRegister, history).when(reserve('b', 1), gapless).thenRejected('document-number-taken');
    given(numberRegister, history)
      .when(reserve('b'), gapless)
      .then([reserved(2, 'b', { policyVersion: 2 })]);
  });

  it('is followed by another for the same document', () => {
    given(numberRegister, [reserved(1, 'a'), voided(1, 'a')])
      .when(reserve('a'), loose)
      .then([reserved(2, 'a')]);
  });

  it('is its document’s again where the paper names it, and may be voided again', () => {
    const history = [reserved(1, 'a'), voided(1, 'a')];
    given(numberRegister, history)
      .when(reserve('a', 1), loose)
      .then([reserved(1, 'a')]);
    given(numberRegister, [...history, reserved(1, 'a')])
      .when(voidNumber(1, 'a'), null)
      .then([voided(1, 'a')]);
  });
});
