import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a directory and those above it where they are missing; a file in its place is left for whoever uses it to
 * meet. Throws the system's errors. Node's own, `recursive`, tries without end where none can be made, as in /proc.
 */
export function makeDirectory(path: string): void {
  const above = dirname(path);
  if (!existsSync(above) && above !== path) makeDirectory(above);
  try {
    mkdirSync(path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}
