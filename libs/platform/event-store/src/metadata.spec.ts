import { recordedAtIn } from './metadata.js';

const RECORDED_AT = '2021-06-01T02:00:00.000Z';

const bytesOf = (metadata: object): Uint8Array => new TextEncoder().encode(JSON.stringify(metadata));

describe('when an event was recorded', () => {
  it('is read without the rest of its metadata', () => {
    const metadata = { actor: 'office-1', recordedAt: RECORDED_AT, schemaVersion: 1 };
    expect(recordedAtIn(bytesOf(metadata))).toBe(RECORDED_AT);
  });

  it('is not taken from a text that quotes it', () => {
    const quoting = '补录 "recordedAt":"1999-01-01T00:00:00.000Z"';
    expect(recordedAtIn(bytesOf({ reason: quoting, recordedAt: RECORDED_AT }))).toBe(RECORDED_AT);
    expect(recordedAtIn(bytesOf({ reason: quoting }))).toBe('');
  });
});
