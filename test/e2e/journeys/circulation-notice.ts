import { criticisms, told } from '../criticisms.js';
import type { Desk, GivenReceipt } from '../desk.js';
import { at, file, report, scene, verification } from '../scene.js';
import { server } from './server.js';

interface Notice {
  readonly status: string;
  readonly documentNumber?: string;
  readonly documentNumberText?: string;
  readonly rectifications: Readonly<Record<string, object>>;
}

describe('a circulation notice', () => {
  it('counts from its issue until it is withdrawn', async () => {
    const { city, school, station } = await scene(server);
    const { office, otherOffice } = city;
    const list = async (after: GivenReceipt): Promise<readonly string[]> =>
      told(await criticisms(city, after));
    const notice = await file(city, [
      [school, 2],
      [station, 1],
    ]);
    expect(await list(notice)).toEqual(['0 units, 0 person-times']);

    const issued = await office.do(at(notice, 'issue'), {
      documentNumber: '示文明〔2021〕6号',
      issuedOn: '2021-05-21',
      reason: '补录',
    });
    expect(await list(issued)).toEqual(['示例学校 2/1/1', '示例车站 1/1/1', '2 units, 3 person-times']);

    const second = await file(city, [[school, 4]]);
    const again = await office.do(at(second, 'issue'), { issuedOn: '2021-06-25', reason: '补录' });
    expect(await list(again)).toEqual(['示例学校 6/2/2', '示例车站 1/1/1', '2 units, 7 person-times']);

    const praise = await file(city, [[station, 9]], { kind: 'commendation' });
    const praised = await office.do(at(praise, 'issue'), { issuedOn: '2021-06-25', reason: '补录' });
    expect(await list(praised)).toEqual(['示例学校 6/2/2', '示例车站 1/1/1', '2 units, 7 person-times']);

    await school.desk.do(at(notice, 'rectification'), report(school, '2021-05-25'));
    const accepted = await otherOffice.do(at(notice, 'verification'), verification(school, '2021-05-27'));
    expect(await list(accepted)).toEqual(['示例学校 6/2/1', '示例车站 1/1/1', '2 units, 7 person-times']);

    const withdrawn = await office.do(at(notice, 'withdraw'), {
      withdrawnOn: '2021-06-30',
      reason: '名单有误',
    });
    expect(await list(withdrawn)).toEqual(['示例学校 4/1/1', '1 units, 4 person-times']);
  });

  it('keeps its number as it was written and in the standard form, and for ever', async () => {
    const { city, school } = await scene(server);
    const { office } = city;
    const notice = await file(city, [[school, 1]]);
    const written = ' 示文明 [2021] 第006號';
    const issued = await office.do(at(notice, 'issue'), {
      documentNumber: written,
      issuedOn: '2021-05-21',
      reason: '补录',
    });
    const numbers = { documentNumber: '示文明〔2021〕6号', documentNumberText: written.trim() };
    expect(await office.see<Notice>(`/v1/notices/${notice.id}`, issued)).toMatchObject({
      status: 'issued',
      ...numbers,
    });

    const withdrawn = await office.do(at(notice, 'withdraw'), {
      withdrawnOn: '2021-05-22',
      reason: '名单有误',
    });
    expect(await office.see<Notice>(`/v1/notices/${notice.id}`, withdrawn)).toMatchObject({
      status: 'withdrawn',
      ...numbers,
    });
    const other = await file(city, [[school, 1]]);
    const taken = { documentNumber: '示文明（2021）6号', issuedOn: '2021-05-23', reason: '补录' };
    expect(await office.refused(at(other, 'issue'), taken)).toBe('409 document-number-taken');
    const next = await office.do(at(other, 'issue'), { issuedOn: '2021-05-23', reason: '补录' });
    expect(await office.see<Notice>(`/v1/notices/${other.id}`, next)).toMatchObject({
      documentNumber: '示文明〔2021〕7号',
    });
  });

  it('is put right by the unit and looked back at by somebody else, as often as it takes', async () => {
    const { city, school, station } = await scene(server);
    const { office, otherOffice } = city;
    const notice = await file(
      city,
      [
        [school, 2],
        [station, 1],
      ],
      { rectifyBy: '2099-05-28' },
    );
    await office.do(at(notice, 'issue'), { issuedOn: '2021-05-21', reason: '补录' });
    const state = async (after: GivenReceipt): Promise<object | undefined> =>
      (await office.see<Notice>(`/v1/notices/${notice.id}`, after)).rectifications[school.id];

    const reported = await school.desk.do(at(notice, 'rectification'), report(school, '2021-05-25'));
    expect(await state(reported)).toMatchObject({ status: 'reported', reportedOn: '2021-05-25' });
    const verify = at(notice, 'verification');
    expect(await school.desk.refused(verify, verification(school, '2021-05-26'))).toBe(
      '403 role-not-allowed',
    );
    expect(await station.desk.refused(verify, verification(school, '2021-05-26'))).toBe(
      '403 role-not-allowed',
    );

    const both = { roles: ['office', 'unit'] as const, jurisdiction: city.code, unit: school.id };
    const token = await server.tokenFor({ actor: 'school-and-office', ...both });
    expect(await office.refused(verify, verification(school, '2021-05-26'), { token })).toBe(
      '409 verifier-is-responsible-unit',
    );

    const returned = await otherOffice.do(verify, {
      ...verification(school, '2021-05-27'),
      outcome: 'returned',
      shortcomings: '仍有缺岗',
      rectifyBy: '2099-06-10',
      reason: '回头看次日录入',
    });
    expect(await state(returned)).toEqual({
      status: 'open',
      rectifyBy: '2099-06-10',
      measures: '增派人员，每日点名',
      shortcomings: '仍有缺岗',
      reportedOn: '2021-05-25',
      backEntry: true,
      backEntryReason: '补录',
      returnedOn: '2021-05-27',
      verificationBackEntry: true,
      verificationBackEntryReason: '回头看次日录入',
    });

    await office.do(at(notice, 'rectification'), report(school, '2021-06-08'));
    expect(await office.refused(verify, verification(school, '2021-06-09'))).toBe('409 verifier-is-reporter');
    const accepted = await otherOffice.do(verify, verification(school, '2021-06-09'));
    expect(await state(accepted)).toMatchObject({ status: 'accepted', verifiedOn: '2021-06-09' });
    expect(await school.desk.refused(at(notice, 'rectification'), report(school, '2021-06-10'))).toBe(
      '409 rectification-already-accepted',
    );
    expect((await office.do(verify, verification(school, '2021-06-09'))).events).toEqual([]);
  });
});

describe('the ledger', () => {
  interface Audited {
    readonly type: string;
    readonly revision: number;
    readonly metadata: {
      readonly actor: string;
      readonly role: string;
      readonly reason?: string;
      readonly occurredOn: string;
      readonly recordedAt: string;
    };
  }

  it('tells auditors who did what, why, when it happened and when it was recorded', async () => {
    const { city, school } = await scene(server);
    const { office, otherOffice } = city;
    const before = new Date().toISOString();
    const notice = await file(city, [[school, 2]]);
    await office.do(at(notice, 'issue'), { issuedOn: '2021-05-21', reason: '补录' });
    await school.desk.do(at(notice, 'rectification'), report(school, '2021-05-25'));
    await otherOffice.do(at(notice, 'verification'), verification(school, '2021-05-27'));
    await office.do(at(notice, 'withdraw'), { withdrawnOn: '2021-06-30', reason: '名单有误' });

    const { items } = await city.auditor.see<{ items: readonly Audited[] }>(
      `/v1/audit/events?stream=${notice.stream}`,
    );
    const who = (desk: Desk): string =>
      (JSON.parse(Buffer.from(desk.token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string })
        .sub;
    const story = items.map(({ type, metadata }) => [
      type,
      metadata.actor,
      metadata.role,
      metadata.occurredOn,
      metadata.reason,
    ]);
    const today = items[0]?.metadata.occurredOn;
    expect(story).toEqual([
      ['CirculationNoticeFiled', who(office), 'office', today, undefined],
      ['CirculationNoticeIssued', who(office), 'office', '2021-05-21', '补录'],
      ['RectificationReported', who(school.desk), 'unit', '2021-05-25', '补录'],
      ['RectificationAccepted', who(otherOffice), 'office', '2021-05-27', undefined],
      ['CirculationNoticeWithdrawn', who(office), 'office', '2021-06-30', '名单有误'],
    ]);
    expect(items.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
    const recorded = items.map(({ metadata }) => metadata.recordedAt);
    expect(recorded.every((instant) => instant >= before)).toBe(true);
    expect(recorded).toEqual(recorded.toSorted());
  });
});
