import type { ProblemMeanings } from './problem.js';

/** Codes of the platform itself: the request as such, access, the store, the read models. */
export const PLATFORM_PROBLEMS = {
  'malformed-json': { status: 400, zh: '请求体不是合法的 JSON。', en: 'The body is not well-formed JSON.' },
  'malformed-request': { status: 400, zh: '请求格式有误。', en: 'The request is malformed.' },
  'invalid-request': {
    status: 400,
    zh: '请求中有字段不符合要求。',
    en: 'Fields of the request are not as required.',
  },
  'idempotency-key-missing': {
    status: 400,
    zh: '写操作须带 Idempotency-Key 请求头（1 至 200 个可见 ASCII 字符）。',
    en: 'A write needs an Idempotency-Key header of 1 to 200 visible ASCII characters.',
  },
  'malformed-if-match': {
    status: 400,
    zh: 'If-Match 须为带引号的版本号，例如 "3"。',
    en: 'If-Match must be a quoted revision, such as "3".',
  },
  'malformed-correlation-id': {
    status: 400,
    zh: 'X-Correlation-Id 须为 1 至 100 个字母、数字或 . _ - 组成，且不得含个人号码。',
    en: 'X-Correlation-Id must be 1 to 100 letters, digits or . _ - and hold no personal number.',
  },
  'malformed-min-position': {
    status: 400,
    zh: 'Min-Position 须为回执中的 position。',
    en: 'Min-Position must be the position of a receipt.',
  },
  'min-position-with-as-of': {
    status: 400,
    zh: 'asOf 问的是当时，Min-Position 等的是现在，不可同时使用。',
    en: 'asOf asks for then, Min-Position waits for now: not both.',
  },
  'malformed-cursor': {
    status: 400,
    zh: 'cursor 无效，请使用上一页给出的值。',
    en: 'The cursor is not one that a page gave.',
  },
  'clock-not-driven': {
    status: 400,
    zh: '只有以演示时钟开启的账本才接受 Civitas-Now，且仅限本机。',
    en: 'Civitas-Now is accepted only by a ledger with a driven clock, on loopback.',
  },
  'malformed-now': {
    status: 400,
    zh: 'Civitas-Now 须为 ISO-8601 UTC 时刻。',
    en: 'Civitas-Now must be an ISO-8601 UTC instant.',
  },
  'token-missing': { status: 401, zh: '缺少访问令牌。', en: 'A bearer token is required.' },
  'token-invalid': { status: 401, zh: '访问令牌无效。', en: 'The bearer token is not valid.' },
  'token-expired': { status: 401, zh: '访问令牌已过期。', en: 'The bearer token has expired.' },
  'role-not-allowed': { status: 403, zh: '当前角色无权执行此操作。', en: 'None of your roles may do this.' },
  'outside-jurisdiction': {
    status: 403,
    zh: '超出令牌的行政区划范围。',
    en: 'This lies outside the jurisdiction of your token.',
  },
  'another-unit': { status: 403, zh: '令牌不代表该单位。', en: 'Your token does not speak for this unit.' },
  'outside-token': { status: 403, zh: '令牌未指明单位。', en: 'Your token names no unit.' },
  'route-not-found': { status: 404, zh: '没有这个地址。', en: 'There is no such route.' },
  'not-found': { status: 404, zh: '没有找到。', en: 'Not found.' },
  'method-not-allowed': {
    status: 405,
    zh: '该地址不支持此方法。',
    en: 'The route does not support this method.',
  },
  'clock-goes-back': {
    status: 409,
    zh: 'Civitas-Now 早于已给出的时刻 {last}。',
    en: 'Civitas-Now lies before {last}, which was given already.',
  },
  'request-timeout': {
    status: 408,
    zh: '请求未在时限内传完。',
    en: 'The request did not arrive whole in time.',
  },
  'concurrent-change': {
    status: 409,
    zh: '同一对象正被频繁修改，请稍后重试。',
    en: 'Others keep changing the same thing; try again.',
  },
  'position-not-reached': {
    status: 409,
    zh: '读模型尚未到达所要求的位置，请稍后重试。',
    en: 'The read models have not reached the position yet; try again.',
  },
  'foreign-position': {
    status: 409,
    zh: '该位置属于另一个存储。',
    en: 'The position belongs to another store.',
  },
  'as-of-ahead': {
    status: 409,
    zh: '账本尚未到达 asOf 所指之处。',
    en: 'The ledger has not come to what asOf names.',
  },
  'no-policy-in-force': {
    status: 409,
    zh: '{jurisdiction} 及其上级在 {on} 没有此项所依据的现行规则；请先以 POST /v1/policies/{policy} 发布。',
    en: 'Neither {jurisdiction} nor what lies above it has a policy of {policy} in force on {on}; adopt one with POST /v1/policies/{policy}.',
  },
  'effective-before-last-version': {
    status: 409,
    zh: '生效日期不能早于现行版的 {lastEffectiveFrom}。',
    en: 'A version cannot take effect before the one in force, of {lastEffectiveFrom}.',
  },
  'nothing-parked': {
    status: 409,
    zh: '投影 {projection} 在此处没有停用，无需处理。',
    en: 'Nothing of {projection} is parked there.',
  },
  'process-not-parked': {
    status: 409,
    zh: '流程 {process} 没有停住，无需重试。',
    en: 'Process {process} does not stand still.',
  },
  'nothing-kept': {
    status: 409,
    zh: '投影 {projection} 没有可回退的上一代。',
    en: 'No earlier rows of {projection} are kept that could be put back.',
  },
  'projector-elsewhere': {
    status: 409,
    zh: '投影由另一进程维护，请在该进程所在处重建。',
    en: 'The projector is another process; rebuild where it runs.',
  },
  'stale-revision': {
    status: 412,
    zh: '对象已是版本 {actual}，请求依据的是 {expected}。',
    en: 'It is at revision {actual}; the request expects {expected}.',
  },
  'nothing-to-match': { status: 412, zh: '对象尚不存在，没有版本可依据。', en: 'It does not exist yet.' },
  'too-large': {
    status: 413,
    zh: '请求过大，上限为 1 MiB。',
    en: 'The request is too large; the limit is 1 MiB.',
  },
  'uri-too-long': { status: 414, zh: '地址或参数过长。', en: 'The address or a parameter is too long.' },
  'unsupported-media-type': {
    status: 415,
    zh: '请求体须为 application/json。',
    en: 'The body must be application/json.',
  },
  'idempotency-key-reused': {
    status: 422,
    zh: '该 Idempotency-Key 已用于另一个内容不同的请求。',
    en: 'This Idempotency-Key was used for a request with another body.',
  },
  'headers-too-large': { status: 431, zh: '请求头过大。', en: 'The headers are too large.' },
  'internal-error': { status: 500, zh: '服务器内部错误。', en: 'Something went wrong on our side.' },
  'store-overloaded': {
    status: 503,
    zh: '写入排队已满，请稍后重试。',
    en: 'Too much is waiting to be written; come back later.',
  },
  'store-unavailable': { status: 503, zh: '事件存储暂不可用。', en: 'The event store cannot be reached.' },
  'event-log-damaged': {
    status: 503,
    zh: '账本中该对象的记录已损坏，无法读取；请联系运维人员核验事件日志。',
    en: 'What the event log holds of this is damaged and cannot be read; operators must verify the log.',
  },
  'newer-build-needed': {
    status: 503,
    zh: '该对象由更新的版本写入，本实例升级后才能读取。',
    en: 'A newer version wrote this; this instance cannot read it until it is upgraded.',
  },
  'projection-unavailable': {
    status: 503,
    zh: '读模型 {projection} 暂不可用。',
    en: 'The read model {projection} is not available.',
  },
  'as-of-busy': {
    status: 503,
    zh: '正在折叠另一历史时点，请稍后重试。',
    en: 'Rows of another place in history are being folded; come back later.',
  },
  'authentication-unavailable': {
    status: 503,
    zh: '暂时无法验证令牌。',
    en: 'Tokens cannot be checked now.',
  },
  'server-overloaded': {
    status: 503,
    zh: '正在处理的请求过多，请稍后重试。',
    en: 'Too many requests are under way; come back later.',
  },
  'too-many-connections': {
    status: 503,
    zh: '连接过多，请稍后重试。',
    en: 'There are too many connections; come back later.',
  },
  'shutting-down': { status: 503, zh: '服务正在停止。', en: 'The server is shutting down.' },
  'deadline-passed': {
    status: 504,
    zh: '未在时限内完成，结果未知；请以同一 Idempotency-Key 重试。',
    en: 'It was not done in time and its outcome is not known; try again with the same Idempotency-Key.',
  },
} as const satisfies ProblemMeanings;

export type PlatformProblemCode = keyof typeof PLATFORM_PROBLEMS;
