import { CONTEXT_DEFINITIONS } from '../../apps/projector/src/definitions.js';

/** Contracts that are no unit's history: plans, and what is about a city, its rules or its papers. */
const UNTOLD = [
  'civitas.activities.activity-registered.v1',
  'civitas.assessment.cycle-opened.v1',
  'civitas.documents.document-number-reserved.v1',
  'civitas.documents.document-number-voided.v1',
  'civitas.activities.activities-policy-adopted.v1',
  'civitas.assessment.scoring-policy-adopted.v1',
  'civitas.documents.numbering-policy-adopted.v1',
  'civitas.titles.title-policy-adopted.v1',
];

it('the timeline of a unit tells every contract that names one', () => {
  const timeline = CONTEXT_DEFINITIONS.flatMap(({ projections }) => projections).find(
    ({ name }) => name === 'unit-timeline',
  );
  const published = CONTEXT_DEFINITIONS.flatMap(({ contracts }) => contracts);
  expect([...(timeline?.handles ?? []), ...UNTOLD].toSorted()).toEqual(published.toSorted());
});
