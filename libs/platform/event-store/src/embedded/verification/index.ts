export {
  describeFault,
  type EventFault,
  type FileFault,
  type LogFault,
  type StreamFault,
} from './log-fault.js';
export { type LogVerification, MOST_FAULTS, verifyLog } from './verify-log.js';
