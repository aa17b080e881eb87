import { readFileSync } from 'node:fs';

const facts = JSON.parse(
  readFileSync(new URL('../../../apps/ops/facts/seed-facts.json', import.meta.url), 'utf8'),
);

/**
 * Figures too common to mean anything: below 32 (days, hours, places in a hash), one digit and noughts (50, 2000),
 * powers of two, the days of a year, and years themselves.
 */
const isCommon = (figure) =>
  figure < 32 ||
  /^\d0*$/.test(String(figure)) ||
  Number.isInteger(Math.log2(figure)) ||
  figure === 365 ||
  (figure >= 2000 && figure < 2100);

/** What the publishers wrote: figures (money in yuan also as fen), names of places, units and activities, codes. */
function characteristic() {
  const figures = new Set();
  const words = new Set(Object.keys(facts.jurisdictions));
  for (const { name } of Object.values(facts.jurisdictions))
    for (const place of name.split(/[市区县]/)) if (place.length > 1) words.add(place);
  for (const fact of facts.facts)
    for (const [key, value] of Object.entries(fact)) {
      if (['unit', 'documentNumber', 'name'].includes(key)) words.add(value);
      const figure = typeof value === 'number' || /^\d+$/.test(value) ? Number(value) : Number.NaN;
      if (key === 'at' || Number.isNaN(figure) || isCommon(figure)) continue;
      figures.add(figure);
      if (key.endsWith('Cny')) figures.add(figure * 100);
    }
  return { figures, words: [...words] };
}

const { figures, words } = characteristic();

/** Figures of three digits and more that stand alone in a text: `113 units`, not `sha-1131`. */
const figuresIn = (text) =>
  (text.match(/(?<![\w.-])\d{3,}(?![\w.-])/g) ?? []).map(Number).filter((n) => figures.has(n));

/**
 * A published figure in the code would make the demo agree with itself. With `words: false` places, units and
 * activities may be named (the demo picks its facts by them), figures still not. Comments are not looked at.
 */
const seedFigures = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { words: { type: 'boolean' } }, additionalProperties: false }],
    messages: {
      found: '{{found}} is one of the published facts: read it from apps/ops/facts, or use another value.',
    },
  },
  create(context) {
    const withWords = context.options[0]?.words ?? true;
    const report = (node, found) =>
      context.report({ node, messageId: 'found', data: { found: String(found) } });
    const text = (node, value) => {
      for (const figure of figuresIn(value)) report(node, figure);
      if (withWords) for (const word of words) if (value.includes(word)) report(node, word);
    };
    return {
      Literal(node) {
        if (typeof node.value === 'number' && figures.has(node.value)) report(node, node.value);
        if (withWords && typeof node.value === 'number' && words.includes(String(node.value)))
          report(node, node.value);
        if (typeof node.value === 'string') text(node, node.value);
      },
      TemplateElement: (node) => text(node, node.value.cooked ?? ''),
      Identifier(node) {
        if (withWords) for (const word of words) if (node.name.includes(word)) report(node, word);
      },
    };
  },
};

export default { meta: { name: 'civitas' }, rules: { 'seed-figures': seedFigures } };
