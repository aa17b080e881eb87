import { readFileSync } from 'node:fs';

const facts = JSON.parse(
  readFileSync(new URL('../../../apps/ops/facts/seed-facts.json', import.meta.url), 'utf8'),
);

/**
 * Figures too common to mean anything by themselves: below 32 (days, hours, places in a hash), one digit and noughts
 * (50, 2000), powers of two, the days of a year, and years themselves.
 */
const isCommon = (figure) =>
  figure < 32 ||
  /^\d0*$/.test(String(figure)) ||
  Number.isInteger(Math.log2(figure)) ||
  figure === 365 ||
  (figure >= 2000 && figure < 2100);

/**
 * Exempt even beside a measure word: below ten (any sentence counts so many, `3人次` in the wording of a timeline).
 * Years, codes and days are no counts.
 */
const isCountable = (key, figure) => figure >= 10 && !['at', 'aimYear', 'from', 'to'].includes(key);

/** What the publishers wrote: figures (money in yuan also as fen), names of places, units and activities, codes. */
function characteristic() {
  const figures = new Set();
  const counts = new Set();
  const named = new Set();
  const words = new Set(Object.keys(facts.jurisdictions));
  for (const { name } of Object.values(facts.jurisdictions))
    for (const place of name.split(/[市区县]/)) if (place.length > 1) words.add(place);
  for (const fact of facts.facts)
    for (const [key, value] of Object.entries(fact)) {
      if (['unit', 'documentNumber', 'name'].includes(key)) words.add(value);
      const figure = typeof value === 'number' || /^\d+$/.test(value) ? Number(value) : Number.NaN;
      if (key === 'at' || Number.isNaN(figure)) continue;
      if (isCountable(key, figure)) {
        counts.add(figure);
        named.add(`${key === 'value' ? fact.measure : key} ${figure}`);
      }
      if (isCommon(figure)) continue;
      figures.add(figure);
      if (key.endsWith('Cny')) figures.add(figure * 100);
    }
  return { figures, counts, named, words: [...words] };
}

const { figures, counts, named, words } = characteristic();

/** Numbers that stand alone in a text: `113 units`, `23,800`, not `sha-1131` nor `1.39`, nor `10:39` and `/39`. */
const ALONE = /(?<![\w-]|\d[.,])(?:\d{1,3}(?:,\d{3})+|\d{3,}|(?<![:/〔])\d\d(?![:/〕]))(?![\w-]|[.,]\d)/g;

/**
 * What the publishers count in. Left out, as limits and deadlines are told in them: 条, 位, 天, 日, 分, 秒, and 个 before
 * characters, letters, months, hours and working days.
 */
const COUNTED =
  /^\s?[余多]?\s?(?:个(?!\s?(?:可见|字|月|小时|工作日))|单位|家|名|人|户|份|件|场|次|期|部|所|站|处|册|本|种|篇|卷|类|项|套|台|元)/;

/** Any published count beside a measure word (`50 人次`), and elsewhere those that are not common. */
function figuresIn(text) {
  const found = [...text.matchAll(ALONE)].map(({ 0: digits, index }) => {
    const isCounted = COUNTED.test(text.slice(index + digits.length));
    const figure = Number(digits.replaceAll(',', ''));
    return figures.has(figure) || (isCounted && counts.has(figure)) ? figure : undefined;
  });
  return found.filter((figure) => figure !== undefined);
}

/** A name of a published measure with its published figure, where the figure alone says nothing. */
const isNamed = (name, value) =>
  typeof value?.value === 'number' &&
  isCommon(value.value) &&
  named.has(`${name.type === 'Identifier' ? name.name : name.value} ${value.value}`);

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
      // A common figure under its own measure's name: `leaflets: 2000`.
      Property({ key, value }) {
        if (isNamed(key, value)) report(value, value.value);
      },
      VariableDeclarator({ id, init }) {
        if (isNamed(id, init)) report(init, init.value);
      },
      Identifier(node) {
        if (withWords) for (const word of words) if (node.name.includes(word)) report(node, word);
      },
    };
  },
};

export default { meta: { name: 'civitas' }, rules: { 'seed-figures': seedFigures } };
