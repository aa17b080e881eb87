import { NotFoundException } from '@nestjs/common';
import { Forbidden, ScopeMissing, Unauthenticated } from '#platform/auth';
import { DomainRejection } from '#platform/event-sourcing';
import {
  ConcurrencyConflict,
  EventStoreOverloaded,
  EventStoreUnavailable,
  ForeignPosition,
  InvalidAppend,
  RequestReused,
  StaleRevision,
  UnreadableLog,
} from '#platform/event-store';
import { InvalidCursor, PositionNotReached, ProjectionUnavailable } from '#platform/projections';
import { InvalidRequest, NotFoundProblem, Refusal } from './exceptions.js';
import { languageOf } from './language.js';
import { ProblemCatalogue } from './problem-catalogue.js';
import { problemDocument } from './problem-document.js';
import { problemOf } from './problem-of.js';

const catalogue = new ProblemCatalogue();
catalogue.add({
  'unit-dissolved': { status: 422, zh: '单位 {unitId} 已撤销。', en: 'Unit {unitId} is dissolved.' },
});

const document = (thrown: unknown, language: 'zh' | 'en' = 'zh') => {
  const cause = problemOf(thrown);
  const meaning = cause && catalogue.get(cause.code);
  return cause && meaning ? problemDocument(cause, meaning, language, 'c1') : null;
};

describe('a request ends in', () => {
  const ends: readonly (readonly [string, number, unknown])[] = [
    ['unit-dissolved', 422, new DomainRejection('unit-dissolved', { unitId: 'u1' })],
    ['unit-dissolved', 422, new Refusal('unit-dissolved')],
    ['not-found', 404, new NotFoundProblem('not-found')],
    ['invalid-request', 400, new InvalidRequest([])],
    ['invalid-request', 400, new ScopeMissing('body', 'jurisdiction', 'jurisdiction')],
    ['token-expired', 401, new Unauthenticated('token-expired')],
    ['another-unit', 403, new Forbidden('another-unit')],
    ['idempotency-key-reused', 422, new RequestReused('c')],
    ['stale-revision', 412, new StaleRevision('s', 1, 3, {}, [])],
    ['nothing-to-match', 412, new StaleRevision('s', 0, -1, {}, [])],
    ['concurrent-change', 409, new ConcurrencyConflict('s', 1, 2)],
    ['too-large', 413, new InvalidAppend('append-too-large', '')],
    ['malformed-request', 400, new InvalidAppend('invalid-stream-name', '')],
    ['foreign-position', 409, new ForeignPosition()],
    ['store-overloaded', 503, new EventStoreOverloaded()],
    ['store-unavailable', 503, new EventStoreUnavailable()],
    ['event-log-damaged', 503, new UnreadableLog('the event at position 5 is other than written')],
    ['projection-unavailable', 503, new ProjectionUnavailable('stars', 'parked')],
    ['position-not-reached', 409, new PositionNotReached(1n, 2n)],
    ['malformed-cursor', 400, new InvalidCursor()],
    ['route-not-found', 404, new NotFoundException()],
    ['too-large', 413, Object.assign(new Error(), { statusCode: 413 })],
    ['unsupported-media-type', 415, Object.assign(new Error(), { statusCode: 415 })],
  ];
  it.each(ends)('%s (%i)', (code, status, thrown) => {
    expect(document(thrown)).toMatchObject({ code, status, type: `/problems/${code}`, correlationId: 'c1' });
  });

  it.each([new Error('x'), new TypeError('y'), null, undefined, 'text', { statusCode: 500 }])(
    'nothing foreseen: %p',
    (thrown) => {
      expect(problemOf(thrown)).toBeNull();
    },
  );
});

describe('a problem document', () => {
  it('speaks both languages, and the wanted one in detail', () => {
    const rejection = new DomainRejection('unit-dissolved', { unitId: 'u1' });
    const messages = { zh: '单位 u1 已撤销。', en: 'Unit u1 is dissolved.' };
    expect(document(rejection)).toMatchObject({ detail: messages.zh, messages, details: { unitId: 'u1' } });
    expect(document(rejection, 'en')).toMatchObject({ detail: messages.en, messages });
  });

  it('says codes in the words of the language, and lists as it lists', () => {
    const words = { city: '市级', 'city ★2': '市级★2' };
    const spoken = (held: readonly string[]) =>
      problemDocument(
        { code: 'held', details: { level: 'city', held } },
        { status: 409, zh: '{level}：{held}。', en: '{level}: {held}.', words },
        'zh',
        'c1',
      );
    expect(spoken(['city ★2', 'constructor'])).toMatchObject({
      messages: { zh: '市级：市级★2、constructor。', en: 'city: city ★2, constructor.' },
      details: { level: 'city' },
    });
    expect(spoken([]).messages).toEqual({ zh: '市级：无。', en: 'city: none.' });
  });

  it('shows the current state and what happened since to whom relied on an old revision', () => {
    const since = [{ type: 'UnitDissolved', revision: 2 }];
    expect(document(new StaleRevision('s', 1, 2, { status: 'dissolved' }, since))?.details).toMatchObject({
      expected: 1,
      actual: 2,
      current: { status: 'dissolved' },
      since,
    });
  });
});

describe('the language', () => {
  it.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['en', 'en'],
    ['en-GB,en;q=0.9', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['fr, en;q=0.2', 'en'],
    ['de', 'zh'],
    ['en;q=0', 'zh'],
    ['en;q=x', 'zh'],
  ] as const)('of %p is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});

describe('the catalogue', () => {
  it('refuses a code with two meanings and takes the same one twice', () => {
    const meaning = { status: 409, zh: '甲', en: 'A' };
    const fresh = new ProblemCatalogue();
    fresh.add({ 'in-the-way': meaning });
    expect(() => fresh.add({ 'in-the-way': meaning })).not.toThrow();
    expect(() => fresh.add({ 'in-the-way': { ...meaning, en: 'B' } })).toThrow('in-the-way has two meanings');
    expect(() => fresh.add({ inTheWay: meaning })).toThrow('not kebab-case');
  });
});
