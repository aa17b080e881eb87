import { refusalIn } from './refusal.js';

const correlationId = 'c-1';
const messages = { zh: '没有这个投影。', en: 'There is no such projection.' };

describe('a refusal', () => {
  it('is told in both languages, with its code and the id it has in the log', () => {
    expect(refusalIn(404, JSON.stringify({ code: 'projection-not-found', messages, correlationId }))).toBe(
      'refused (404 projection-not-found, request c-1): 没有这个投影。 There is no such projection.',
    );
  });

  it('names the fields that are wrong', () => {
    const errors = [{ pointer: '/reason', messages: { zh: '必填。', en: 'It is required.' } }];
    expect(
      refusalIn(400, JSON.stringify({ code: 'invalid-request', messages, correlationId, errors })),
    ).toMatch(/\n {2}\/reason: 必填。 It is required\.$/);
  });

  it.each(['', 'Bad Gateway', 'null', '[]', '{"code":"x"}'])(
    'that is no problem document is shown: %s',
    (body) => {
      expect(refusalIn(502, body)).toBe(`answered 502 ${body}`);
    },
  );
});
