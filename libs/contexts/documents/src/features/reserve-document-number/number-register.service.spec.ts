import { DeciderRepository, EventCodec } from '#platform/event-store';
import { MemoryEventStore, testContext } from '#platform/testing';
import { derivedId } from '#platform/values';
import { documentsEvents } from '../../documents.events.js';
import { AdoptNumberingPolicy } from '../../domain/numbering-policy/numbering-policy.commands.js';
import { VoidDocumentNumber } from '../../domain/number-register/number-register.commands.js';
import {
  numberRegister,
  numberRegisterStream,
} from '../../domain/number-register/number-register.decider.js';
import { numberingPolicy } from '../../domain/numbering-policy/numbering-policy.decider.js';
import { StreamNumberRegister } from './number-register.service.js';

const [CITY, DISTRICT, OTHER] = ['990100', '990102', '990103'];

function register() {
  const store = new MemoryEventStore();
  const repository = new DeciderRepository(store, new EventCodec([documentsEvents]), 'store');
  const numbers = new StreamNumberRegister(repository);
  const stream = numberRegisterStream(CITY, '示文明', 2021);
  const adopt = async (
    jurisdiction: string,
    issuerCode: string,
    effectiveFrom = '2021-01-01',
  ): Promise<void> => {
    const rules = { issuerCode, gapless: true };
    const command = new AdoptNumberingPolicy(
      { jurisdiction, effectiveFrom, rules },
      testContext({ commandId: derivedId('adopt', jurisdiction, issuerCode) }),
    );
    const stream = numberingPolicy.streamOf(jurisdiction);
    await repository.execute({ decider: numberingPolicy.life, stream, command });
  };
  const reserve = async (documentId: string, jurisdiction: string, text?: string): Promise<string> => {
    const requestedBy = testContext({ commandId: derivedId('issue', documentId) });
    const asked = { jurisdiction, year: 2021, documentId, requestedBy, pointer: '/number' };
    return (await numbers.reserve({ ...asked, ...(text && { text }) })).documentNumber;
  };
  const voidNumber = async (documentId: string, sequence: number): Promise<void> => {
    const data = { jurisdiction: CITY, issuerCode: '示文明', year: 2021, sequence, documentId };
    const command = new VoidDocumentNumber(data, testContext({ commandId: derivedId('void', sequence) }));
    await repository.execute({ decider: numberRegister, stream, command, facts: () => null });
  };
  const voided = async (): Promise<readonly string[]> => {
    const { state } = await repository.load(numberRegister, stream);
    return [...state.voided].map((sequence) => `示文明〔2021〕${sequence}号`);
  };
  const steps = async (documentId: string): Promise<number | undefined> =>
    (await repository.load(numberRegister, stream)).state.steps.get(documentId);
  return { adopt, reserve, voidNumber, voided, steps };
}

describe('the next number', () => {
  it('is of the office’s own code, where it has a policy of its own', async () => {
    const { adopt, reserve } = register();
    await adopt(CITY, '示文明');
    await adopt(DISTRICT, '示区文明');
    expect(await reserve('a', CITY)).toBe('示文明〔2021〕1号');
    expect(await reserve('b', DISTRICT)).toBe('示区文明〔2021〕1号');
  });

  it('is never given twice where districts sign with the code of their city', async () => {
    const { adopt, reserve } = register();
    await adopt(CITY, '示文明');
    expect(await reserve('a', CITY)).toBe('示文明〔2021〕1号');
    expect(await reserve('b', DISTRICT)).toBe('示文明〔2021〕2号');
    expect(await reserve('c', OTHER)).toBe('示文明〔2021〕3号');
    expect(await reserve('b', DISTRICT)).toBe('示文明〔2021〕2号');
  });

  it('is given to each of twenty who ask at once', async () => {
    const { adopt, reserve } = register();
    await adopt(CITY, '示文明');
    const asked = Array.from({ length: 20 }, (_, index) => reserve(`document-${index}`, CITY));
    const wanted = Array.from({ length: 20 }, (_, index) => `示文明〔2021〕${index + 1}号`);
    expect(await Promise.all(asked)).toEqual(wanted);
  });

  it('is another one for the same request once the first is voided, however often', async () => {
    const { adopt, reserve, voidNumber } = register();
    await adopt(CITY, '示文明');
    for (const sequence of [1, 2, 3]) {
      expect(await reserve('a', CITY)).toBe(`示文明〔2021〕${sequence}号`);
      await voidNumber('a', sequence);
    }
  });

  it('stays the request’s that comes back for it, although somebody is about to void it', async () => {
    const { adopt, reserve, voidNumber, voided } = register();
    await adopt(CITY, '示文明');
    await reserve('a', CITY);
    expect(await reserve('a', CITY)).toBe('示文明〔2021〕1号');
    await voidNumber('a', 1);
    expect(await reserve('a', CITY)).toBe('示文明〔2021〕1号');
    expect(await voided()).toEqual([]);
  });

  it('is never the one that is voided at the very moment the request comes back', async () => {
    for (const isVoidedFirst of [true, false]) {
      const { adopt, reserve, voidNumber, voided } = register();
      await adopt(CITY, '示文明');
      await reserve('a', CITY);
      const voiding = isVoidedFirst ? voidNumber('a', 1) : null;
      const [given] = await Promise.all([reserve('a', CITY), voiding ?? voidNumber('a', 1)]);
      expect(await voided()).not.toContain(given);
    }
  });

  it('takes one event more of a batch, not one for each who comes', async () => {
    const { adopt, reserve, steps } = register();
    await adopt(CITY, '示文明');
    for (let member = 0; member < 20; member++) await reserve('batch', CITY);
    expect(await steps('batch')).toBe(2);
  });

  it('wants a policy', () =>
    expect(register().reserve('a', CITY)).rejects.toMatchObject({
      code: 'no-policy-in-force',
      details: { pointer: '/number', policy: 'documents' },
    }));
});

describe('a number as written', () => {
  it('of the city’s code is the city’s, whoever names it', async () => {
    const { adopt, reserve } = register();
    await adopt(CITY, '示文明');
    expect(await reserve('a', DISTRICT, '示文明[2021]01号')).toBe('示文明〔2021〕1号');
    await expect(reserve('b', CITY, '示文明〔2021〕1号')).rejects.toMatchObject({
      code: 'document-number-taken',
      details: { pointer: '/number' },
    });
  });

  it('of another code is a register of its own in each jurisdiction', async () => {
    const { adopt, reserve } = register();
    await adopt(CITY, '示文明');
    expect(await reserve('a', DISTRICT, '示教办〔2021〕7号')).toBe('示教办〔2021〕7号');
    expect(await reserve('b', OTHER, '示教办〔2021〕7号')).toBe('示教办〔2021〕7号');
  });

  it('stays taken when a policy, another one or another code moves the register', async () => {
    const { adopt, reserve } = register();
    const taken = { code: 'document-number-taken' };
    expect(await reserve('a', DISTRICT, '示文明〔2021〕1号')).toBe('示文明〔2021〕1号');
    await adopt(CITY, '示文明');
    await expect(reserve('b', DISTRICT, '示文明〔2021〕1号')).rejects.toMatchObject(taken);
    expect(await reserve('b', DISTRICT)).toBe('示文明〔2021〕2号');
    await adopt(DISTRICT, '示文明');
    await expect(reserve('c', DISTRICT, '示文明〔2021〕2号')).rejects.toMatchObject(taken);
    expect(await reserve('c', DISTRICT)).toBe('示文明〔2021〕3号');
    await adopt(DISTRICT, '新文明', '2021-01-02');
    await expect(reserve('d', DISTRICT, '示文明〔2021〕3号')).rejects.toMatchObject(taken);
  });

  it('stays its document’s when the register moves', async () => {
    const { adopt, reserve } = register();
    await reserve('a', DISTRICT, '示文明〔2021〕1号');
    await adopt(CITY, '示文明');
    expect(await reserve('a', DISTRICT)).toBe('示文明〔2021〕1号');
    await expect(reserve('a', DISTRICT, '示文明〔2021〕2号')).rejects.toMatchObject({
      code: 'document-has-another-number',
    });
  });

  it('may leave a gap in a year that began before the policy did', async () => {
    const { adopt, reserve } = register();
    await adopt(CITY, '示文明', '2021-03-01');
    expect(await reserve('a', CITY, '示文明〔2021〕12号')).toBe('示文明〔2021〕12号');
    expect(await reserve('b', CITY, '示文明〔2019〕5号')).toBe('示文明〔2019〕5号');
  });

  it('leaves none in a year the policy was there from the first day of', async () => {
    const { adopt, reserve } = register();
    await adopt(CITY, '示文明');
    await expect(reserve('a', CITY, '示文明〔2021〕12号')).rejects.toMatchObject({
      code: 'document-number-leaves-gap',
      details: { next: 1 },
    });
  });

  it('of a year to come is refused, and leaves the register as it is', async () => {
    const { reserve } = register();
    await expect(reserve('a', CITY, '示文明〔2022〕1号')).rejects.toMatchObject({
      code: 'document-number-of-year-to-come',
      details: { pointer: '/number', thisYear: '2021' },
    });
    expect(await reserve('b', CITY, '示文明〔2021〕1号')).toBe('示文明〔2021〕1号');
  });

  it('that is none is refused', () =>
    expect(register().reserve('a', CITY, '第六号')).rejects.toMatchObject({
      code: 'not-a-document-number',
      details: { pointer: '/number' },
    }));
});
