import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { repository } from './golden-files.js';

/** A value that must be of the type `typeName` which `file` exports. */
export interface TypedLiteral {
  readonly file: string;
  readonly typeName: string;
  readonly value: unknown;
}

const CHECKED = join(repository, 'test/contracts/literals.checked.ts');

/** What the compiler has against each literal, in order; empty where it is of its type, down to the last field. */
export function complaints(literals: readonly TypedLiteral[]): readonly (readonly string[])[] {
  const lines = literals.map(({ file, typeName, value }, index) => {
    const module = relative(dirname(CHECKED), join(repository, file)).replace(/\.ts$/, '.js');
    return `export const v${index}: import('${module}').${typeName} = ${JSON.stringify(value)};`;
  });
  const found: string[][] = literals.map(() => []);
  for (const { file, start, messageText } of diagnostics(lines.join('\n'))) {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line : 0;
    found[line]?.push(ts.flattenDiagnosticMessageText(messageText, ' '));
  }
  return found;
}

function diagnostics(text: string): readonly ts.Diagnostic[] {
  const { config } = ts.readConfigFile(join(repository, 'tsconfig.json'), (path) =>
    ts.sys.readFile(path),
  ) as { config: object };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, repository);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === CHECKED || fileExists.call(host, path);
  host.getSourceFile = (path, language, ...rest) =>
    path === CHECKED
      ? ts.createSourceFile(path, text, language)
      : getSourceFile.call(host, path, language, ...rest);
  const program = ts.createProgram(
    [CHECKED],
    { ...options, types: [], noEmit: true, incremental: false },
    host,
  );
  const checked = program.getSourceFile(CHECKED);
  return [...program.getSyntacticDiagnostics(checked), ...program.getSemanticDiagnostics(checked)];
}
