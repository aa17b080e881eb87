import {
  accepted,
  amended,
  draftWithdrawn,
  filed,
  issued,
  noticeId,
  overdue,
  reported,
  returned,
  units,
  withdrawn,
} from '../../test/circulation-notice.fixture.js';
import { publishNotices } from './publish-notices.js';

const named = { noticeId, unitId: 'unit-a' };
const paper = { noticeId, jurisdiction: '990100', documentNumber: '示文明〔2021〕6号' };

describe('what notices publish', () => {
  it('tells of a notice whom it names and by when they put things right, never its text', () => {
    expect(publishNotices(issued)).toEqual([
      {
        type: 'civitas.supervision.notice-issued.v1',
        key: noticeId,
        data: {
          ...paper,
          kind: 'criticism',
          issuedOn: '2021-05-21',
          rectifyBy: '2021-05-28',
          audience: 'public',
          units,
        },
      },
    ]);
  });

  it('tells that a notice was issued before it was filed', () => {
    const late = { ...issued, data: { ...issued.data, backEntry: true as const } };
    expect(publishNotices(late)).toMatchObject([{ data: { issuedOn: '2021-05-21', backEntry: true } }]);
  });

  it.each([withdrawn, reported, returned, accepted])('tells of $type that it was entered late', (event) => {
    const late = { ...event, data: { ...event.data, backEntry: true } } as typeof event;
    const [contract] = publishNotices(event);
    expect(publishNotices(late)).toEqual([{ ...contract, data: { ...contract?.data, backEntry: true } }]);
  });

  it('tells of a withdrawal whom the notice named', () => {
    expect(publishNotices(withdrawn)).toEqual([
      {
        type: 'civitas.supervision.notice-withdrawn.v1',
        key: noticeId,
        data: { ...paper, kind: 'criticism', issuedOn: '2021-05-21', withdrawnOn: '2021-05-30', units },
      },
    ]);
  });

  it('tells of a report whose it is and its day, never the measures nor who reported', () => {
    expect(publishNotices(reported)).toEqual([
      {
        type: 'civitas.supervision.rectification-reported.v1',
        key: noticeId,
        data: { ...named, reportedOn: '2021-05-25' },
      },
    ]);
  });

  it('tells of a returned report its day and the new deadline, never the shortcomings', () => {
    expect(publishNotices(returned)).toEqual([
      {
        type: 'civitas.supervision.rectification-returned.v1',
        key: noticeId,
        data: { ...named, verifiedOn: '2021-05-27', rectifyBy: '2021-06-10' },
      },
    ]);
  });

  it('tells of an accepted report its day', () => {
    expect(publishNotices(accepted)).toEqual([
      {
        type: 'civitas.supervision.rectification-accepted.v1',
        key: noticeId,
        data: { ...named, verifiedOn: '2021-05-27' },
      },
    ]);
  });

  it('tells of a deadline that is over who let it pass', () => {
    expect(publishNotices(overdue)).toEqual([
      {
        type: 'civitas.supervision.rectification-overdue.v1',
        key: noticeId,
        data: {
          ...paper,
          rectifyBy: '2021-05-28',
          overdueFrom: '2021-05-29',
          unitIds: ['unit-a', 'unit-b'],
        },
      },
    ]);
  });

  it('tells nothing of a draft, nor that it is amended or withdrawn', () => {
    expect(publishNotices(filed)).toEqual([]);
    for (const event of [amended, draftWithdrawn]) expect(publishNotices(event)).toEqual([]);
  });
});
