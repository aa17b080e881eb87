import { readFile } from 'node:fs/promises';
import { readConfiguration } from '#platform/http';
import { CONTEXT_MODULES } from '../apps/admin-api/src/contexts.js';
import { startStandalone } from '../apps/standalone/src/start-standalone.js';
import { TrivialModule } from './trivial.module.js';

// The measured server, as a process of its own: the standalone and, beside its routes, the trivial one.
const standalone = await startStandalone({
  config: readConfiguration(process.env),
  modules: [...CONTEXT_MODULES, TrivialModule],
  quiet: true,
});
if (standalone.token === undefined) throw new Error('the bench wants the development token');
process.once('SIGTERM', () => void standalone.close().then(() => process.exit(0)));
process.send?.({ url: standalone.url, token: (await readFile(standalone.token, 'utf8')).trim() });
