import type { Output } from './command.js';
export const replayBeside = async (_: Output): Promise<void> => Promise.reject(new Error('pending'));
