const GAP = '[\\s\\-_.·]?';
const MOBILE = new RegExp(`(?<!\\d)(?:(?:\\+|00)?86${GAP})?1[3-9]\\d${GAP}\\d{4}${GAP}\\d{4}(?!\\d)`);
const IDENTITY_18 =
  /(?<![\dA-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/;
const IDENTITY_15 = /(?<![\dA-Za-z])[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![\dA-Za-z])/;

/** UUIDs, trace ids and digests, of which one in a thousand holds eleven fitting digits by chance. */
const MADE_ID =
  /(?<![0-9A-Za-z])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|[0-9a-f]{64})(?![0-9A-Za-z])/g;

/** Whether a text holds what looks like a mainland mobile number or an 18- or 15-digit identity number, full-width digits too. Within an id that a machine made nothing is looked for. */
export function holdsPersonalNumber(text: string): boolean {
  // Nothing shorter than a mobile number can match; most names end here.
  if (text.length < 11) return false;
  // Format characters (zero-width spaces, soft hyphens) are not seen, so they part nothing.
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(MADE_ID, ' ');
  return MOBILE.test(plain) || IDENTITY_18.test(plain) || IDENTITY_15.test(plain);
}
