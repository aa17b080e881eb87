export interface DocumentNumber {
  /** 机关代字. */
  readonly issuerCode: string;
  readonly year: number;
  readonly sequence: number;
}

/**
 * What the eye reads: full-width digits and letters as plain ones, nothing invisible. Two numbers that look alike are
 * one number.
 */
export const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim();

// Real papers write 〔〕, [], () or （）, 号 or 號, leading zeros and 第 (domain sources 4.3).
const FORMS =
  /^([^\s〔［[(（]{1,30})\s*[〔［[(（]\s*((?:19|20)\d{2})\s*[〕］\])）]\s*第?\s*0*([1-9]\d{0,5})\s*[号號]$/;

/** Reads the known written forms; null when the text is none of them. */
export function parseDocumentNumber(text: string): DocumentNumber | null {
  const [, issuerCode, year, sequence] = FORMS.exec(plainText(text)) ?? [];
  return issuerCode ? { issuerCode, year: Number(year), sequence: Number(sequence) } : null;
}

/** The standard form: hexagonal brackets, no leading zero, no 第. */
export const formatDocumentNumber = ({ issuerCode, year, sequence }: DocumentNumber): string =>
  `${issuerCode}〔${year}〕${sequence}号`;
