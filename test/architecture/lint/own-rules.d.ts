/** How grave, and what it applies to, each with what it says of it. */
type Phrases = readonly [string, ...{ readonly message: string }[]];

export const syntax: Readonly<Record<'product' | 'clock' | 'domain' | 'tests', Phrases>>;
export const impureGlobals: Phrases;
