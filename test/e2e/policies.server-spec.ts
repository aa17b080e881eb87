import { type StartedServer, startServer } from '#platform/testing';
import { close, outcomes, register } from './activities.js';
import { City, type CityUnit, settled } from './city.js';
import type { Desk, GivenReceipt } from './desk.js';
import type { Schema, Schemas } from './openapi/schema.js';
import {
  membersKnown,
  membersShown,
  policyTemplates,
  runCommandsOfPage,
  templatesPage,
} from './policy-templates.js';
import { LADDER } from './rules.js';
import { at, file, scene } from './scene.js';

// For a machine that does much else besides.
jest.setTimeout(60_000);

let server: StartedServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

interface Policy {
  readonly context: string;
  readonly jurisdiction: string;
  readonly versions: readonly { readonly version: number; readonly effectiveFrom: string }[];
  readonly inForce?: number;
}

type Bodies = Readonly<Record<'application/json', { readonly schema: Schema }>>;

describe('the list of policies', () => {
  it('says which there are, in which versions, and which is in force', async () => {
    const { city, school } = await scene(server);
    const { code, district } = city;
    const adopt = (jurisdiction: string, effectiveFrom: string) =>
      city.office.do('/v1/policies/titles', { jurisdiction, effectiveFrom, rules: LADDER });
    await adopt(code, '2022-01-01');
    const last = await adopt(district, '2099-01-01');
    const list = async (query: string, desk: Desk = city.office) => {
      const { items } = await desk.see<{ items: readonly Policy[] }>(`/v1/policies?${query}`, last);
      return items.map(
        ({ jurisdiction, context, versions, inForce }) =>
          `${jurisdiction} ${context} ${versions.map(({ effectiveFrom }) => effectiveFrom).join(' ')} ${inForce ?? '-'}`,
      );
    };
    const titles = `${code} titles 2021-01-01 2022-01-01`;
    const others = ['activities', 'assessment', 'documents'].map((each) => `${code} ${each} 2021-01-01 1`);
    const later = `${district} titles 2099-01-01 -`;
    expect(await list('')).toEqual([...others, `${titles} 2`, later]);
    expect(await list(`jurisdiction=${code}`, city.auditor)).toEqual([...others, `${titles} 2`, later]);
    expect(await list('context=titles&on=2021-06-01')).toEqual([`${titles} 1`]);
    expect(await list('on=2020-12-31')).toEqual([]);
    expect(await list(`jurisdiction=${district}`)).toEqual([later]);
    const { status } = await school.desk.ask('GET', '/v1/policies');
    expect(status).toBe(403);
  });
});

describe('the policy templates', () => {
  const CONTEXTS = ['activities', 'assessment', 'documents', 'titles'] as const;
  let city: City;
  let school: CityUnit;

  const cycle = () => ({ id: '990100-2021', from: '2021-01-01', to: '2021-12-31' });
  const award = (documentNumber: string, star: number) => ({
    star,
    cycle: cycle().id,
    decision: {
      body: '示例市文明委',
      documentNumber,
      legalBasis: '示例市文明单位管理办法',
      effectiveOn: '2021-03-10',
    },
  });

  beforeAll(async () => {
    city = await City.found(server, '990100');
    school = await city.unit('示例学校');
  });

  it('are asked for by name in both languages where there is no policy', async () => {
    for (const context of CONTEXTS) {
      const asked = `/v1/policies/${context}?jurisdiction=${city.code}&on=2021-03-10`;
      const { status, body } = await city.office.ask('GET', asked);
      const route = `POST /v1/policies/${context}`;
      const [zh, en] = [expect.stringContaining(route), expect.stringContaining(route)] as const;
      expect(status).toBe(409);
      expect(body).toMatchObject({ code: 'no-policy-in-force', messages: { zh, en } });
    }
    expect(await city.office.refused('/v1/cycles', cycle())).toBe('409 no-policy-in-force');
  });

  it('show every member there is, and the page beside them tells of each', async () => {
    const { body } = await server.request('GET', '/openapi.json', { token: null });
    const { schemas } = (body as { components: { schemas: Schemas } }).components;
    const { paths } = body as { paths: Record<string, { post: { requestBody: { content: Bodies } } }> };
    const page = await templatesPage();
    const templates = await policyTemplates();
    expect([...templates.keys()]).toEqual(CONTEXTS);
    for (const [context, template] of templates) {
      const schema = paths[`/v1/policies/${context}`]?.post.requestBody.content['application/json'].schema;
      const members = membersKnown(schema ?? {}, schemas);
      expect([...membersShown(template)].toSorted()).toEqual(members.toSorted());
      const named = members.map((path) => path.split('.').at(-1) ?? '').filter((name) => name !== 'rules');
      expect(named.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
    }
  });

  it('are adopted as they stand by the commands of the page', async () => {
    const receipts = (await runCommandsOfPage(server)).trim().split('\n');
    expect(receipts.map((line) => (JSON.parse(line) as GivenReceipt).events.map(({ type }) => type))).toEqual(
      [
        ['ActivitiesPolicyAdopted'],
        ['ScoringPolicyAdopted'],
        ['NumberingPolicyAdopted'],
        ['TitlePolicyAdopted'],
      ],
    );
  });

  it('then judge activities, number papers, award titles and score all of it', async () => {
    const { office } = city;
    await office.do('/v1/cycles', cycle());
    await settled(server);

    const activity = await register(office, school);
    const closing = outcomes([[school, 60]]);
    const bare = { ...closing, evidence: [] };
    expect(await office.refused(`/v1/activities/${activity.id}/close`, bare)).toBe('422 evidence-required');
    await close(office, activity, closing);

    const notice = await file(city, [[school, 2]]);
    const skipping = { documentNumber: '示文明〔2021〕2号', issuedOn: '2021-05-21', reason: '补录' };
    expect(await office.refused(at(notice, 'issue'), skipping)).toBe('409 document-number-leaves-gap');
    const issued = await office.do(at(notice, 'issue'), { issuedOn: '2021-05-21', reason: '补录' });
    expect(await office.see(`/v1/notices/${notice.id}`, issued)).toMatchObject({
      documentNumber: '示文明〔2021〕1号',
    });

    const title = `/v1/titles/${school.id}/city/award`;
    expect(await office.refused(title, award('示文明〔2021〕2号', 3))).toBe('422 ladder-refuses');
    const awarded = await office.do(title, award('示文明〔2021〕2号', 1));
    expect(await office.see(`/v1/stars?jurisdiction=${city.code}&on=2021-12-31`, awarded)).toMatchObject({
      items: [{ unitId: school.id, level: 'city', star: 1, until: '2024-03-10' }],
    });

    // 60 + 0.5 + (60 × 0.2, at most 10) − 2 × 0.3 + 2
    const score = await office.see(`/v1/scores/${school.id}?cycle=${cycle().id}`, awarded);
    expect(score).toMatchObject({ total: '71.9' });
  });
});
