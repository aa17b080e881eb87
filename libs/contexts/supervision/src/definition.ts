import type { ContextProcesses } from '#platform/processes';
import type { ContextDefinition, StateTopic } from '#platform/projections';
import {
  criticismListTopicV1,
  noticeIssuedV1,
  noticeWithdrawnV1,
  rectificationAcceptedV1,
  rectificationOverdueV1,
  rectificationReportedV1,
  rectificationReturnedV1,
} from './contracts/index.js';
import { publishNotices } from './integration/publish-notices.js';
import { rectificationDeadline } from './processes/rectification-deadline/rectification-deadline.process.js';
import {
  criticisedUnit,
  criticismList,
  type CriticismRow,
} from './read-models/criticism-list/criticism-list.projection.js';
import { knownUnits } from './read-models/known-units/known-units.projection.js';
import { noticeReaders } from './read-models/notice-readers/notice-readers.projection.js';
import { notices } from './read-models/notices/notices.projection.js';
import { supervisionEvents } from './supervision.events.js';

const criticismListTopic: StateTopic = {
  topic: criticismListTopicV1,
  projection: criticismList,
  value: (row: CriticismRow) => criticisedUnit(row),
};

const published = [
  noticeIssuedV1,
  noticeWithdrawnV1,
  rectificationReportedV1,
  rectificationReturnedV1,
  rectificationAcceptedV1,
  rectificationOverdueV1,
];

export const supervisionDefinition: ContextDefinition = {
  name: 'supervision',
  events: supervisionEvents,
  publish: publishNotices,
  contracts: published,
  contractsOf: {
    RectificationReported: [rectificationReportedV1],
    RectificationReturned: [rectificationReturnedV1],
    RectificationAccepted: [rectificationAcceptedV1],
  },
  projections: [criticismList, notices, noticeReaders, knownUnits],
  topics: [{ topic: 'civitas.notices.v1', contracts: published }],
  stateTopics: [criticismListTopic],
};

export const supervisionProcesses: ContextProcesses = {
  context: supervisionDefinition,
  processes: [rectificationDeadline],
};
