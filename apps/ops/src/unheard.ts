/**
 * Whoever reads the output may leave, as `head` does: the work goes on, and its exit code tells how it ended. Output
 * that is lost in another way ends the command, so that nobody takes what is cut off for all of it.
 */
export function workUnheard(): void {
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return;
    process.stderr.write(`what this command says cannot be written: ${message}\n`);
    process.exit(1);
  });
  process.stderr.on('error', () => undefined);
}
