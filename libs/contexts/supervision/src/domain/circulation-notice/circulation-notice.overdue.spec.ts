import {
  accepted,
  after,
  filed,
  issued,
  markOverdue,
  overdue,
  report,
  reported,
  returned,
  withdrawn,
} from '../../../test/circulation-notice.fixture.js';

const late = (...unitIds: string[]) => ({ ...overdue, data: { ...overdue.data, unitIds } });

describe('a deadline that is over', () => {
  it('makes every unit overdue that has reported nothing', () => {
    after(filed, issued).when(markOverdue()).then([overdue]);
    after(filed, issued, reported)
      .when(markOverdue())
      .then([late('unit-b')]);
    after(filed, issued, reported, accepted)
      .when(markOverdue())
      .then([late('unit-b')]);
  });

  it('makes them overdue once', () => {
    after(filed, issued, overdue).when(markOverdue()).thenNothing();
    after(filed, issued, late('unit-b'))
      .when(markOverdue())
      .then([late('unit-a')]);
  });

  it('matters to nobody when all have reported', () => {
    const both = { ...reported, data: { ...reported.data, unitId: 'unit-b' } };
    after(filed, issued, reported, both).when(markOverdue()).thenNothing();
  });

  it('is not that of a unit whose report was returned with another', () => {
    const again = {
      ...overdue.data,
      rectifyBy: '2021-06-10',
      overdueFrom: '2021-05-29',
      unitIds: ['unit-a'],
    };
    const history = [filed, issued, reported, returned] as const;
    after(...history)
      .when(markOverdue())
      .then([late('unit-b')]);
    after(...history)
      .when(markOverdue('2021-06-10'))
      .then([{ ...overdue, data: again }]);
  });

  it('matters no more once the notice is withdrawn', () =>
    after(filed, issued, withdrawn).when(markOverdue()).thenNothing());

  it('is refused of a notice that is not issued, and before it is over', () => {
    after(filed).when(markOverdue()).thenRejected('notice-not-issued');
    after(filed, issued)
      .when(markOverdue('2021-05-28', '2021-06-02'))
      .thenRejected('deadline-not-over', { rectifyBy: '2021-05-28' });
  });

  it('does not keep a unit from reporting late', () => {
    const reportedOn = '2021-05-29';
    const late = { ...reported, data: { ...reported.data, reportedOn } };
    after(filed, issued, overdue)
      .when(report({ reportedOn }, { today: reportedOn }))
      .then([late]);
  });
});
