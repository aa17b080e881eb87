import { randomUUID } from 'node:crypto';
import { type City, settled } from '../city.js';
import { criticisms, told } from '../criticisms.js';
import { at, criticism, draftWithdrawal, file, report, scene } from '../scene.js';
import { server } from './server.js';

interface Notice {
  readonly noticeId: string;
  readonly status: string;
}

const drafts = async ({ office, code }: City, { position }: { readonly position: string }) => {
  const path = `/v1/notices?jurisdiction=${code}&status=filed`;
  const { items } = await office.see<{ items: readonly Notice[] }>(path, { position });
  return items.map(({ noticeId }) => noticeId);
};

describe('a draft', () => {
  it('is amended until it is issued: what is sent replaces it', async () => {
    const { city, school, station } = await scene(server);
    const { office } = city;
    const draft = await file(city, [[school, 2]], { rectifyBy: '2099-05-28' });
    const amend = at(draft, 'amend');
    const amendment = { ...criticism(city, [[station, 3]]), title: '通报（修改稿）', audience: 'unit' };
    const amended = await office.do(amend, amendment, { headers: { 'if-match': '"0"' } });
    expect(amended.events.map(({ type }) => type)).toEqual(['CirculationNoticeAmended']);
    const shown = await office.see<Notice>(`/v1/notices/${draft.id}`, amended);
    expect(shown).toMatchObject({
      status: 'filed',
      title: '通报（修改稿）',
      audience: 'unit',
      entries: [{ unitId: station.id, personTimes: 3 }],
    });
    expect(shown).not.toHaveProperty('rectifyBy');
    expect((await office.do(amend, amendment)).events).toEqual([]);

    const issued = await office.do(at(draft, 'issue'), { issuedOn: '2021-05-21', reason: '补录' });
    expect(told(await criticisms(city, issued))).toEqual(['示例车站 3/1/1', '1 units, 3 person-times']);
    expect(await office.refused(amend, criticism(city, [[school, 2]]))).toBe('409 notice-already-issued');
    expect(await school.desk.ask('GET', `/v1/notices/${draft.id}`)).toMatchObject({ status: 404 });
  });

  it('that names a unit dissolved since is issued once it names it no more', async () => {
    const { city, school, station } = await scene(server);
    const { office } = city;
    const both = [
      [school, 2],
      [station, 1],
    ] as const;
    const draft = await file(city, both);
    await office.do(`/v1/units/${station.id}/dissolve`, { dissolvedOn: '2021-05-15', reason: '补录' });
    await settled(server);
    const amend = at(draft, 'amend');
    expect((await office.do(amend, criticism(city, both))).events).toEqual([]);
    const still = { ...criticism(city, both), title: '修改稿' };
    expect(await office.refused(amend, still)).toBe('422 dissolved-unit');
    const withKey = { key: randomUUID() };
    const rest = criticism(city, [[school, 2]]);
    const amended = await office.do(amend, rest, withKey);
    expect(await office.do(amend, rest, withKey)).toEqual(amended);
    expect(await office.refused(amend, still, withKey)).toBe('422 idempotency-key-reused');
    await office.do(at(draft, 'issue'), { issuedOn: '2021-05-21', reason: '补录' });
  });

  it('is not amended by another office, a unit, over a later amendment or to what cannot be filed', async () => {
    const { city, school, station } = await scene(server);
    const stranger = (await scene(server)).city.office;
    const { office } = city;
    const draft = await file(city, [[school, 2]]);
    const amend = at(draft, 'amend');
    const good = criticism(city, [[station, 1]]);
    await office.do(amend, { ...good, title: '修改稿' });
    const head = await server.head();
    expect(await stranger.refused(amend, good)).toBe('403 outside-jurisdiction');
    expect(await school.desk.refused(amend, good)).toBe('403 role-not-allowed');
    const stale = { headers: { 'if-match': '"0"' } };
    expect(await office.refused(amend, good, stale)).toBe('412 stale-revision');
    expect(await office.refused(amend, { ...good, entries: [] })).toBe('400 invalid-request');
    const moved = { ...good, jurisdiction: city.district };
    expect(await office.refused(amend, moved)).toBe('422 notice-of-another-jurisdiction');
    const twice = [...good.entries, ...good.entries];
    expect(await office.refused(amend, { ...good, entries: twice })).toBe('422 unit-named-twice');
    expect(await server.head()).toBe(head);
    await office.do(at(draft, 'withdraw-draft'), await draftWithdrawal(city, draft));
    expect(await office.refused(amend, good)).toBe('409 notice-withdrawn');
  });

  it('is withdrawn with a reason, for good and without a number, and nobody else is told', async () => {
    const { city, school } = await scene(server);
    const { office } = city;
    const draft = await file(city, [[school, 2]]);
    expect(await drafts(city, draft)).toEqual([draft.id]);
    const withdrawal = await draftWithdrawal(city, draft);
    const withdrawn = await office.do(at(draft, 'withdraw-draft'), withdrawal);
    expect(withdrawn.events.map(({ type }) => type)).toEqual(['CirculationNoticeDraftWithdrawn']);

    const { withdrawnOn, reason: withdrawnReason } = withdrawal;
    const notice = await office.see<Notice>(`/v1/notices/${draft.id}`, withdrawn);
    expect(notice).toMatchObject({ status: 'withdrawn', withdrawnOn, withdrawnReason });
    expect(notice).not.toHaveProperty('documentNumber');
    expect(await drafts(city, withdrawn)).toEqual([]);
    expect(told(await criticisms(city, withdrawn))).toEqual(['0 units, 0 person-times']);
    const timeline = await office.see<{ items: readonly { kind: string }[] }>(
      `/v1/units/${school.id}/timeline`,
      withdrawn,
    );
    expect(timeline.items.map(({ kind }) => kind)).toEqual(['registered']);
    const score = await office.see(`/v1/scores/${school.id}?cycle=${city.code}-2021`, withdrawn);
    expect(score).toMatchObject({ total: '60' });

    const issue = { issuedOn: '2021-05-21', reason: '补录' };
    expect(await office.refused(at(draft, 'issue'), issue)).toBe('409 notice-withdrawn');
    const next = await file(city, [[school, 2]]);
    const issued = await office.do(at(next, 'issue'), issue);
    expect(await office.see(`/v1/notices/${next.id}`, issued)).toMatchObject({
      documentNumber: '示文明〔2021〕1号',
    });
  });

  it('that names a unit dissolved since is never issued, and goes', async () => {
    const { city, school, station } = await scene(server);
    const { office } = city;
    const draft = await file(city, [
      [school, 2],
      [station, 1],
    ]);
    await office.do(`/v1/units/${station.id}/dissolve`, { dissolvedOn: '2021-05-21', reason: '补录' });
    await settled(server);
    const issue = { issuedOn: '2021-05-21', reason: '补录' };
    expect(await office.refused(at(draft, 'issue'), issue)).toBe('422 dissolved-unit');
    const withdrawn = await office.do(at(draft, 'withdraw-draft'), await draftWithdrawal(city, draft));
    expect(await drafts(city, withdrawn)).toEqual([]);
  });

  it('is withdrawn once: the same again changes nothing, another day is refused', async () => {
    const { city, school } = await scene(server);
    const { office } = city;
    const draft = await file(city, [[school, 2]]);
    const withdraw = at(draft, 'withdraw-draft');
    const withdrawal = await draftWithdrawal(city, draft);
    const withKey = { key: randomUUID() };
    const first = await office.do(withdraw, withdrawal, withKey);
    expect(await office.do(withdraw, withdrawal, withKey)).toEqual(first);
    const other = { ...withdrawal, reason: '重复' };
    expect(await office.refused(withdraw, other, withKey)).toBe('422 idempotency-key-reused');
    expect((await office.do(withdraw, withdrawal)).events).toEqual([]);
    const another = { ...withdrawal, withdrawnOn: '2021-05-30' };
    expect(await office.refused(withdraw, another)).toBe('409 notice-withdrawn');
  });

  it('stays where the request is wrong, another’s or stale', async () => {
    const { city, school } = await scene(server);
    const stranger = (await scene(server)).city.office;
    const { office } = city;
    const draft = await file(city, [[school, 2]]);
    const withdraw = at(draft, 'withdraw-draft');
    const good = await draftWithdrawal(city, draft);
    const head = await server.head();
    const refused = (changes: object, by = office, headers: Record<string, string> = {}): Promise<string> =>
      by.refused(withdraw, { ...good, ...changes }, { headers });

    expect(await refused({ reason: undefined })).toBe('400 invalid-request');
    expect(await refused({ reason: '  ' })).toBe('400 invalid-request');
    expect(await refused({ withdrawnOn: '2021-02-30' })).toBe('400 invalid-request');
    expect(await refused({ withdrawnOn: '2999-01-01' })).toBe('422 date-in-future');
    expect(await refused({ withdrawnOn: '2021-05-30' })).toBe('422 withdrawn-before-filing');
    expect(await refused({}, stranger)).toBe('403 outside-jurisdiction');
    expect(await refused({}, school.desk)).toBe('403 role-not-allowed');
    expect(await refused({}, city.auditor)).toBe('403 role-not-allowed');
    expect(await refused({}, office, { 'if-match': '"7"' })).toBe('412 stale-revision');
    expect(await office.refused(`/v1/notices/${randomUUID()}/withdraw-draft`, good)).toBe(
      '404 notice-not-found',
    );
    expect(await school.desk.refused(at(draft, 'rectification'), report(school, '2021-05-25'))).toBe(
      '409 notice-not-issued',
    );
    expect(await server.head()).toBe(head);
    const withdrawn = await office.do(withdraw, good, { headers: { 'if-match': '"0"' } });
    expect(withdrawn.revision).toBe(1);
  });
});
