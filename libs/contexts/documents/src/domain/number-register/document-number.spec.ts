import { formatDocumentNumber, parseDocumentNumber } from './document-number.js';

describe('a document number', () => {
  it.each([
    ['示文明〔2021〕6号', '示文明', 2021, 6],
    ['示文明委［2010］10号', '示文明委', 2010, 10],
    ['示发[2015]13号', '示发', 2015, 13],
    ['示文明字(1999)01号', '示文明字', 1999, 1],
    ['示文明辦（2016）第22號', '示文明辦', 2016, 22],
    ['示文明〔２０２１〕６号', '示文明', 2021, 6],
    ['示文明ＡＢ〔2021〕6号', '示文明AB', 2021, 6],
    ['示\u200b文明〔2021〕\u200d6号', '示文明', 2021, 6],
    ['  示创文字〔 2017 〕 2号 ', '示创文字', 2017, 2],
  ])('is read from %s', (text, issuerCode, year, sequence) => {
    expect(parseDocumentNumber(text)).toEqual({ issuerCode, year, sequence });
  });

  it.each(['', '示文明〔2021〕号', '〔2021〕6号', '示文明〔21〕6号', '示文明〔2021〕0号', '示文明2021年6号'])(
    'is not read from %j',
    (text) => {
      expect(parseDocumentNumber(text)).toBeNull();
    },
  );

  it('is written with hexagonal brackets and without leading zeros', () => {
    expect(formatDocumentNumber({ issuerCode: '示文明', year: 2021, sequence: 6 })).toBe('示文明〔2021〕6号');
  });
});
