import { randomUUID } from 'node:crypto';
import { breach } from './case.js';

const NOBODY = randomUUID();
const TOMORROW = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);

/** Requests that read well: their days contradict each other, or nobody may name the unit. */
export const periodsAndUnits = [
  breach(
    'a notice’s period that ends before it starts',
    'notice',
    [422, 'period-ends-before-start', '/period/to'],
    () => ({
      set: { '/period/to': '2021-04-30' },
    }),
  ),
  breach(
    'a plan that ends before it starts',
    'activity',
    [422, 'planned-to-before-from', '/plannedTo'],
    () => ({
      set: { '/plannedTo': '2021-03-04' },
    }),
  ),
  breach(
    'an activity that ended before it began',
    'closing',
    [422, 'occurred-to-before-from', '/occurredTo'],
    () => ({
      set: { '/occurredTo': '2021-03-04' },
    }),
  ),
  breach('a cycle that ends before it starts', 'cycle', [422, 'cycle-ends-before-start', '/to'], () => ({
    set: { '/to': '2021-12-31' },
  })),
  breach('a cycle in another year', 'cycle', [422, 'window-misses-year', '/from'], () => ({
    set: { '/from': '2023-01-01', '/to': '2023-12-31' },
  })),
  breach(
    'a finding outside the period',
    'notice',
    [422, 'finding-outside-period', '/entries/0/findings/0/on'],
    () => ({
      set: { '/entries/0/findings/0/on': '2021-05-21' },
    }),
  ),
  breach(
    'a deadline before the period ends',
    'notice',
    [422, 'rectify-by-before-period-end', '/rectifyBy'],
    () => ({
      set: { '/rectifyBy': '2021-05-19' },
    }),
  ),
  breach('a finding of tomorrow', 'notice', [422, 'date-in-future', '/entries/0/findings/0/on'], () => ({
    set: { '/period/to': TOMORROW, '/rectifyBy': TOMORROW, '/entries/0/findings/0/on': TOMORROW },
  })),
  breach('a deadline of a commendation', 'notice', [409, 'notice-is-no-criticism', '/rectifyBy'], () => ({
    set: { '/kind': 'commendation' },
  })),
  breach('an issuing body named twice', 'notice', [422, 'issuer-named-twice', '/issuers/1'], () => ({
    set: { '/issuers': ['示例市文明办', '示例市文明办'] },
  })),
  breach(
    'a notice issued before its period ends',
    'issue',
    [422, 'issued-before-period-end', '/issuedOn'],
    () => ({
      set: { '/issuedOn': '2021-05-19' },
    }),
  ),
  breach(
    'a notice issued before it was filed, without a reason',
    'issue',
    [422, 'back-entry-needs-reason', '/reason'],
    () => ({ set: { '/reason': undefined } }),
  ),
  breach('a notice issued in the future', 'issue', [422, 'date-in-future', '/issuedOn'], () => ({
    set: { '/issuedOn': TOMORROW },
  })),
  breach(
    'an activity closed before its last day',
    'closing',
    [422, 'occurred-in-future', '/occurredTo'],
    () => ({
      set: { '/occurredTo': TOMORROW },
    }),
  ),
  breach('back-entry without a reason', 'activity', [422, 'back-entry-needs-reason', '/reason'], () => ({
    set: { '/reason': undefined },
  })),

  breach('a notice that names an unknown unit', 'notice', [422, 'unknown-unit', '/entries/1/unitId'], () => ({
    set: { '/entries/1/unitId': NOBODY },
  })),
  breach(
    'a notice that names a dissolved unit',
    'notice',
    [422, 'dissolved-unit', '/entries/0/unitId'],
    ({ gone }) => ({
      set: { '/entries/0/unitId': gone.id },
    }),
  ),
  breach(
    'a notice of a period that ends when a unit it names is gone',
    'notice',
    [422, 'dissolved-unit', '/entries/1/unitId'],
    ({ gone }) => ({
      set: {
        '/entries/1/unitId': gone.id,
        '/period': { from: '2021-01-01', to: '2021-01-31' },
        '/entries/0/findings': [],
      },
    }),
  ),
  breach(
    'a notice that names another city’s unit',
    'notice',
    [422, 'unit-outside-jurisdiction', '/entries/1/unitId'],
    ({ stranger }) => ({
      set: { '/entries/1/unitId': stranger.id },
    }),
  ),
  breach(
    'a notice that names a unit twice',
    'notice',
    [422, 'unit-named-twice', '/entries/1/unitId'],
    ({ school }) => ({
      set: { '/entries/1/unitId': school.id },
    }),
  ),
  breach(
    'a draft amended to name another city’s unit',
    'amendment',
    [422, 'unit-outside-jurisdiction', '/entries/1/unitId'],
    ({ stranger }) => ({ set: { '/entries/1/unitId': stranger.id } }),
  ),
  breach('an activity of an unknown unit', 'activity', [422, 'unknown-unit', '/organiserUnitId'], () => ({
    set: { '/organiserUnitId': NOBODY },
  })),
  breach(
    'an activity of a dissolved unit',
    'activity',
    [422, 'dissolved-unit', '/organiserUnitId'],
    ({ gone }) => ({
      set: { '/organiserUnitId': gone.id },
    }),
  ),
  breach(
    'an unknown unit that took part',
    'closing',
    [422, 'unknown-unit', '/outcomes/units/1/unitId'],
    () => ({
      set: { '/outcomes/units/1/unitId': NOBODY },
    }),
  ),
  breach(
    'a dissolved unit that took part',
    'closing',
    [422, 'dissolved-unit', '/outcomes/units/1/unitId'],
    ({ gone }) => ({
      set: { '/outcomes/units/1/unitId': gone.id },
    }),
  ),
  breach(
    'another city’s unit that took part',
    'closing',
    [422, 'unit-outside-jurisdiction', '/outcomes/units/1/unitId'],
    ({ stranger }) => ({
      set: { '/outcomes/units/1/unitId': stranger.id },
    }),
  ),
  breach(
    'a unit that took part twice',
    'closing',
    [422, 'participant-listed-twice', '/outcomes/units/1/unitId'],
    ({ school }) => ({
      set: { '/outcomes/units/1/unitId': school.id },
    }),
  ),
  breach('a title for an unknown unit', 'award', [404, 'unit-not-found'], () => ({
    path: `/v1/titles/${NOBODY}/city/award`,
  })),
  breach('a title for a dissolved unit', 'award', [422, 'dissolved-unit'], ({ gone }) => ({
    path: `/v1/titles/${gone.id}/city/award`,
  })),
  breach('a title of a cycle there is not', 'award', [422, 'unknown-cycle', '/cycle'], () => ({
    set: { '/cycle': '990100-2031' },
  })),
  breach('a unit of an unknown jurisdiction', 'unit', [422, 'unknown-jurisdiction', '/jurisdiction'], () => ({
    set: { '/jurisdiction': '990109' },
  })),
  breach(
    'a unit dissolved on a day that is over, without a reason',
    'withdrawal',
    [422, 'back-entry-needs-reason', '/reason'],
    ({ school }) => ({
      path: `/v1/units/${school.id}/dissolve`,
      set: { '/reason': undefined, '/withdrawnOn': undefined, '/dissolvedOn': '1900-01-01' },
    }),
  ),
  breach('a unit dissolved twice', 'withdrawal', [409, 'unit-already-dissolved'], ({ gone }) => ({
    path: `/v1/units/${gone.id}/dissolve`,
    set: { '/reason': undefined, '/withdrawnOn': undefined, '/dissolvedOn': '2021-02-01' },
  })),
];
