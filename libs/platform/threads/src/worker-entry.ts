/**
 * URL of a built worker file beside the calling module. Workers always run the built code, also when the
 * caller is a test that runs from source: `npm test` builds first.
 */
export function workerEntry(callerUrl: string, name: string): URL {
  const beside = new URL(`./${name}.js`, callerUrl);
  if (beside.pathname.includes('/dist/')) return beside;
  const source = beside.pathname.match(/^(.*)\/((?:libs|apps)\/.*)$/);
  if (!source) throw new Error(`no built worker for ${beside.pathname}`);
  return new URL(`file://${source[1]}/dist/${source[2]}`);
}
