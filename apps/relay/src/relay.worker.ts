import { serveRelayThread } from '#platform/messaging';
import { CONTEXT_DEFINITIONS } from '../../projector/src/definitions.js';

await serveRelayThread(CONTEXT_DEFINITIONS);
