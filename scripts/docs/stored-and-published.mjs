import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { fieldRows } from './field-table.mjs';

/** The ledger's own first event is the platform's: `LedgerOpened` holds a `LedgerIdentity`. */
const LEDGER = 'libs/platform/event-store/src/ledger.ts';
const SOURCES = [
  LEDGER,
  'libs/platform/*/src/*.events.ts',
  'libs/contexts/*/src/domain/*/*.events.ts',
  'libs/contexts/*/src/contracts/*.v*.ts',
];

/**
 * What the types say of stored events and of published contracts:
 * `events` by event type → rows of its data; `contracts` by contract name → `{meaning, rows}`.
 */
export function storedAndPublished() {
  const files = globSync(SOURCES)
    .filter((path) => !path.includes('.spec.'))
    .sort();
  const program = ts.createProgram(files, compilerOptions());
  const checker = program.getTypeChecker();
  const events = new Map();
  const contracts = new Map();
  for (const path of files) {
    const symbols = exportsOf(checker, program.getSourceFile(path));
    for (const symbol of symbols) addEvents(checker, symbol, events);
    if (path === LEDGER) addLedger(checker, symbols, events);
    if (path.includes('/contracts/')) addContracts(checker, symbols, contracts);
  }
  return { events, contracts };
}

function compilerOptions() {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, resolve('.'));
  return { ...options, types: [], noEmit: true, incremental: false };
}

const exportsOf = (checker, file) =>
  checker.getExportsOfModule(checker.getSymbolAtLocation(file) ?? { exports: new Map() });

function addLedger(checker, symbols, events) {
  const identity = symbols.find(({ name }) => name === 'LedgerIdentity');
  events.set('LedgerOpened', fieldRows(checker, checker.getDeclaredTypeOfSymbol(identity)));
}

/** An exported type whose `type` is one literal and that has `data`, or a union of such. */
function addEvents(checker, symbol, events) {
  if ((symbol.flags & ts.SymbolFlags.Type) === 0) return;
  const declared = checker.getDeclaredTypeOfSymbol(symbol);
  for (const type of declared.isUnion() ? declared.types : [declared]) {
    const [name, data] = ['type', 'data'].map((member) => checker.getPropertyOfType(type, member));
    const literal = name && checker.getTypeOfSymbol(name);
    if (!data || !literal?.isStringLiteral()) continue;
    events.set(literal.value, fieldRows(checker, checker.getTypeOfSymbol(data)));
  }
}

/** `export const noticeIssuedV1 = 'civitas.…'` names what `export interface NoticeIssuedV1` (or the file's only one) holds. */
function addContracts(checker, symbols, contracts) {
  const shapes = symbols.filter(({ flags }) => flags & ts.SymbolFlags.Interface);
  for (const symbol of symbols) {
    if ((symbol.flags & ts.SymbolFlags.Variable) === 0) continue;
    const literal = checker.getTypeOfSymbol(symbol);
    if (!literal.isStringLiteral() || !literal.value.startsWith('civitas.')) continue;
    const shape = shapes.find(({ name }) => name.toLowerCase() === symbol.name.toLowerCase()) ?? shapes[0];
    if (!shape) throw new Error(`${literal.value} has no interface beside it`);
    contracts.set(literal.value, {
      meaning: ts.displayPartsToString(shape.getDocumentationComment(checker)).replaceAll('\n', ' '),
      rows: fieldRows(checker, checker.getDeclaredTypeOfSymbol(shape)),
    });
  }
}
