import { given, testContext } from '#platform/testing';
import { ReserveDocumentNumber } from './number-register.commands.js';
import { type NumberingFacts, numberRegister } from './number-register.decider.js';
import type { DocumentNumberReserved } from './number-register.events.js';

const loose: NumberingFacts = { gapless: false };
const gapless: NumberingFacts = { gapless: true, policyVersion: 2 };
const register = { jurisdiction: '990100', issuerCode: '示文明', year: 2021 };

const reserved = (sequence: number, documentId: string, more = {}): DocumentNumberReserved => {
  const documentNumber = `示文明〔2021〕${sequence}号`;
  return {
    type: 'DocumentNumberReserved',
    data: { ...register, sequence, documentNumber, text: documentNumber, documentId, ...more },
  };
};
const reserve = (documentId: string, sequence?: number, text?: string) =>
  new ReserveDocumentNumber(
    { ...register, documentId, ...(sequence && { sequence }), ...(text && { text }) },
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

  it('gives the same document the same number again', () => {
    given(numberRegister, [reserved(6, 'a')])
      .when(reserve('a', 6), loose)
      .thenNothing();
    given(numberRegister, [reserved(6, 'a')])
      .when(reserve('a'), loose)
      .thenNothing();
  });

  it('never gives a number twice', () => {
    given(numberRegister, [reserved(6, 'a')])
      .when(reserve('b', 6), loose)
      .thenRejected('document-number-taken', { documentNumber: '示文明〔2021〕6号' });
  });

  it('gives a document one number only', () => {
    given(numberRegister, [reserved(6, 'a')])
      .when(reserve('a', 7), loose)
      .thenRejected('document-has-another-number', { documentNumber: '示文明〔2021〕6号' });
  });

  it('leaves no gap where the policy forbids one', () => {
    given(numberRegister, [reserved(1, 'a')])
      .when(reserve('b', 3), gapless)
      .thenRejected('document-number-leaves-gap', { documentNumber: '示文明〔2021〕3号', next: 2 });
    given(numberRegister, [reserved(1, 'a')])
      .when(reserve('b', 3), loose)
      .then([reserved(3, 'b')]);
  });
});
