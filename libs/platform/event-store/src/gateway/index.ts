export { type GatewayOptions, type RunningGateway, startGateway } from './start-gateway.js';
export { type ServedLog, serveLog } from './serve-log.js';
