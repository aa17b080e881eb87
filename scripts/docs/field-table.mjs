import ts from 'typescript';

const FLAGS = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;

/** Rows `{field, type, meaning}` of a type's properties, nested ones as `entries[].unitId` and `period.from`. */
export function fieldRows(checker, type, prefix = '') {
  return checker.getPropertiesOfType(type).flatMap((property) => rowsOf(checker, property, prefix));
}

function rowsOf(checker, property, prefix) {
  const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
  const field = prefix + property.name + (optional ? '?' : '');
  const meaning = ts.displayPartsToString(property.getDocumentationComment(checker)).replaceAll('\n', ' ');
  return typeRows(checker, checker.getNonNullableType(checker.getTypeOfSymbol(property)), field, meaning);
}

function typeRows(checker, type, field, meaning) {
  if (checker.isArrayType(type)) {
    const [element] = checker.getTypeArguments(type);
    return typeRows(checker, element, `${field}[]`, meaning);
  }
  const alternatives = type.isUnion() ? type.types.filter(isObject) : [];
  if (alternatives.length > 0)
    return [
      { field, type: `one of ${type.types.length}`, meaning },
      ...alternatives.flatMap((one) => fieldRows(checker, one, `${field}<${tagOf(checker, one)}>.`)),
    ];
  if (!isObject(type)) return [{ field, type: words(checker, type), meaning }];
  const byName = checker.getIndexInfoOfType(type, ts.IndexKind.String);
  if (byName) return typeRows(checker, byName.type, `${field}.*`, meaning);
  return [...(meaning ? [{ field, type: 'object', meaning }] : []), ...fieldRows(checker, type, `${field}.`)];
}

/** A union in the order of the alphabet: the compiler's order depends on what else it has read. */
function words(checker, type) {
  const print = (one) => checker.typeToString(one, undefined, FLAGS);
  const isChoice = type.isUnion() && (type.flags & ts.TypeFlags.Boolean) === 0;
  return isChoice ? type.types.map(print).sort().join(' | ') : print(type);
}

const isObject = (type) => (type.flags & ts.TypeFlags.Object) !== 0;

/** What tells an alternative from the others: its literal members. */
const tagOf = (checker, type) =>
  checker
    .getPropertiesOfType(type)
    .map((property) => checker.getTypeOfSymbol(property))
    .filter((member) => member.isStringLiteral())
    .map((member) => member.value)
    .join(' ') || 'or';
