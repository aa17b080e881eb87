import { circulationNotice } from '../domain/circulation-notice/circulation-notice.decider.js';
import type { CirculationNoticeEvent } from '../domain/circulation-notice/circulation-notice.events.js';
import {
  amended,
  draftWithdrawn,
  filed,
  issued,
  reported,
  withdrawn,
} from '../../test/circulation-notice.fixture.js';
import { concerns, noticeStanding } from './notice-standing.js';

const after = (...history: CirculationNoticeEvent[]) =>
  history.reduce((notice, event) => circulationNotice.evolve(notice, event), circulationNotice.initialState);

describe('how a notice stands', () => {
  const number = { documentNumber: '示文明〔2021〕6号', issuedOn: '2021-05-21' };
  const school = { status: 'reported', reportedBy: 'unit-a-1', reportedOn: '2021-05-25' };

  it('is told of every named unit, as JSON', () => {
    const standing = { status: 'issued', ...number };
    expect(JSON.parse(JSON.stringify(noticeStanding(after(filed, issued, reported))))).toEqual({
      ...standing,
      rectifications: { 'unit-a': school, 'unit-b': { status: 'open', rectifyBy: '2021-05-28' } },
    });
  });

  it('is told to a unit of that unit alone', () => {
    expect(noticeStanding(after(filed, issued, reported), 'unit-a')).toMatchObject({
      rectifications: { 'unit-a': school },
    });
    expect(noticeStanding(after(filed, issued, reported), 'unit-c')).toMatchObject({ rectifications: {} });
  });

  it('is told of a withdrawn draft to its office alone; to a unit it stands as a draft', () => {
    const gone = after(filed, draftWithdrawn);
    expect(noticeStanding(gone)).toEqual({ status: 'withdrawn', withdrawnOn: '2021-05-30' });
    expect(noticeStanding(gone, 'unit-a')).toEqual({ status: 'filed' });
    expect(noticeStanding(after(filed, issued, withdrawn), 'unit-a')).toMatchObject({ status: 'withdrawn' });
    for (const event of [amended, draftWithdrawn])
      expect([concerns(event), concerns(event, 'unit-a')]).toEqual([true, false]);
    expect([concerns(withdrawn), concerns(withdrawn, 'unit-a')]).toEqual([true, true]);
  });

  it('says nothing of the draft', () => {
    expect(noticeStanding(after(filed))).toEqual({ status: 'filed' });
    expect(noticeStanding(after(filed, issued, withdrawn))).toEqual({
      status: 'withdrawn',
      withdrawnOn: '2021-05-30',
    });
  });
});
