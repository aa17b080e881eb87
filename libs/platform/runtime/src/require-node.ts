/** What `engines` of package.json says; scripts/check-node.mjs, which runs before anything is built, says it in the same words. */
const NEEDED = [24, 9] as const;

/** Null when this Node is new enough, else one sentence that says what to do. Loads on every Node that knows modules. */
export function nodeTooOld(version: string = process.versions.node): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return null;
  return `Civitas needs Node ${NEEDED.join('.')} or newer, this is ${version}: install it (https://nodejs.org), or on Linux x64 start through npm (npm start), which brings its own unless it was installed with --omit=optional.`;
}
