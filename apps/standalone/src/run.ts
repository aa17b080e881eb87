import { readConfiguration } from '#platform/http';
import { runProcess } from '#platform/runtime';
import { announce } from './announce.js';
import { startStandalone } from './start-standalone.js';

/** `npm start`. */
export const run = (): Promise<void> =>
  runProcess(async () => {
    const config = readConfiguration(process.env);
    const standalone = await startStandalone({ config });
    announce(config, standalone);
    return standalone;
  });
