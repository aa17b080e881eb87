export { backUpLog, type BackupOptions, type BackupStep } from './back-up-log.js';
export { type BackupManifest, BackupRefused } from './manifest.js';
export { restoreLog, type RestoreOptions } from './restore-log.js';
