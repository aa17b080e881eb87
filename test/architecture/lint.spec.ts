import { join } from 'node:path';
import { impureGlobals, syntax } from './lint/own-rules.js';
import { lintOffences, soundCode } from './lint-offences.js';
import { PlantedTree, repository } from './planted-tree.js';

interface LintedFile {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

const TOOL = 'eslint/bin/eslint.js';
const CONFIG = ['--config', join(repository, 'eslint.config.js')];

describe('what code may say', () => {
  const tree = new PlantedTree({
    ...soundCode,
    ...Object.fromEntries(lintOffences.map(({ file, code }) => [file, `${code}\n`])),
  });
  const linted = tree.run(TOOL, ...CONFIG, '--format', 'json', 'apps', 'libs') as readonly LintedFile[];
  const messages = new Map(linted.map(({ filePath, messages }) => [tree.inside(filePath), messages]));
  afterAll(() => tree.remove());

  it.each(lintOffences)('$rule ($says) is broken by $file', ({ rule, says, file }) => {
    const broken = messages
      .get(file)
      ?.filter(({ ruleId, message }) => ruleId === rule && message.includes(says ?? ''));
    expect(broken).toHaveLength(1);
  });

  it.each(Object.keys(soundCode))('has nothing against %s', (file) => {
    expect(messages.get(file)).toEqual([]);
  });

  it('has an offence for every phrase that is forbidden', () => {
    const phrases = [...Object.values(syntax), impureGlobals]
      .flatMap((entries) => entries.slice(1))
      .map((entry) => (entry as { message: string }).message);
    expect(
      phrases.filter((phrase) => !lintOffences.some(({ says }) => says && phrase.includes(says))),
    ).toEqual([]);
  });
});
