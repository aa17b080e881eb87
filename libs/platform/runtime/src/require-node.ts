const NEEDED = [24, 9] as const;

/** Null when this Node is new enough, else one sentence that says what to do. Loads on every Node that knows modules. */
export function nodeTooOld(version: string = process.versions.node): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return null;
  return `Civitas needs Node ${NEEDED.join('.')} or newer and this is ${version}: run it through npm (npm start), which brings its own.`;
}
