/** Six digits of GB/T 2260: two for the province, two for the prefecture, two for the county. */
export type JurisdictionCode = string;

export const NATIONAL: JurisdictionCode = '000000';

export const isJurisdictionCode = (text: string): boolean =>
  /^\d{6}$/.test(text) &&
  !(text.slice(0, 2) === '00' && text !== NATIONAL) &&
  !/^\d{2}00(?!00)\d{2}$/.test(text);

/** Itself, then each ancestor up to the nation: 522301 → 522301, 522300, 520000, 000000. */
export function lineage(code: JurisdictionCode): readonly JurisdictionCode[] {
  const line = [code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`, NATIONAL];
  return line.filter((ancestor, index) => line.indexOf(ancestor) === index);
}

/** Whether `code` is `root` or lies below it. */
export const isWithin = (code: JurisdictionCode, root: JurisdictionCode): boolean =>
  lineage(code).includes(root);

/** What the codes of a jurisdiction and all below it start with: 140800 → `1408`, the nation → the empty text. */
export const subtreePrefix = (code: JurisdictionCode): string => code.replace(/(00){1,3}$/, '');
