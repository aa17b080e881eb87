import { DeciderRepository, EventCodec } from '#platform/event-store';
import { MemoryEventStore, testContext } from '#platform/testing';
import { derivedId } from '#platform/values';
import { draft, noticeId, number } from '../../test/circulation-notice.fixture.js';
import {
  FileCirculationNotice,
  IssueCirculationNotice,
  WithdrawCirculationNoticeDraft,
} from '../domain/circulation-notice/circulation-notice.commands.js';
import { circulationNoticeStream } from '../domain/circulation-notice/circulation-notice.decider.js';
import { supervisionEvents } from '../supervision.events.js';
import { decideOnNotice } from './decide-on-notice.js';

const by = (step: string) => testContext({ commandId: derivedId(step), today: '2021-05-21' });

it('a draft withdrawn by another process while a number is reserved for it is not issued', async () => {
  const store = new MemoryEventStore();
  const process = () => new DeciderRepository(store, new EventCodec([supervisionEvents]), 'store');
  const [one, other] = [process(), process()];
  await decideOnNotice(one, new FileCirculationNotice(draft, by('file')));
  const issue = new IssueCirculationNotice({ noticeId, issuedOn: '2021-05-21' }, by('issue'));
  const withdrawal = { noticeId, withdrawnOn: '2021-05-21' };
  const issuing = decideOnNotice(one, issue, async () => {
    await decideOnNotice(other, new WithdrawCirculationNoticeDraft(withdrawal, by('withdraw')));
    return number;
  });
  await expect(issuing).rejects.toMatchObject({ code: 'notice-withdrawn' });
  const written = await store.readStream(circulationNoticeStream(noticeId), { limit: 10 });
  expect(written.map(({ type }) => type)).toEqual([
    'CirculationNoticeFiled',
    'CirculationNoticeDraftWithdrawn',
  ]);
});
