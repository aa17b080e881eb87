import type { Answered } from '#platform/testing';
import { award, bodies } from '../bad-input/bodies.js';
import type { City, CityUnit } from '../city.js';
import type { Desk } from '../desk.js';
import { EVIDENCE, LADDER, NUMBERING, SCORING } from '../rules.js';

/** A write that was done, to be sent again as it was. */
export interface DoneWrite {
  readonly what: string;
  readonly first: Answered;
  again(): Promise<Answered>;
}

type Write = (what: string, path: string, body: object, by?: Desk) => Promise<string>;

/** One write of every kind in an order in which later ones change what earlier ones met; each is sent once. */
export async function playStory(city: City): Promise<readonly DoneWrite[]> {
  const done: DoneWrite[] = [];
  const write: Write = async (what, path, body, by = city.office) => {
    const send = () => by.ask('POST', path, { body, key: `story-${what.replaceAll(' ', '-')}` });
    const first = await send();
    if (first.status > 201) throw new Error(`${what}: ${JSON.stringify(first.body)}`);
    done.push({ what, first, again: send });
    return (first.body as { id: string }).id;
  };
  const policy = (context: string, effectiveFrom: string, rules: object) =>
    write(`policy ${context} ${effectiveFrom}`, `/v1/policies/${context}`, {
      jurisdiction: city.code,
      effectiveFrom,
      rules,
    });

  await write('jurisdiction', '/v1/jurisdictions', {
    code: `${city.code.slice(0, 4)}07`,
    name: '示例新区',
    level: 'district',
  });
  await policy('documents', '2021-01-01', NUMBERING);
  await policy('titles', '2021-01-01', LADDER);
  await policy('activities', '2021-01-01', EVIDENCE);
  await policy('assessment', '2021-01-01', SCORING);
  await write('cycle', '/v1/cycles', { id: `${city.code}-2021`, from: '2021-01-01', to: '2021-12-31' });
  await write('unit', '/v1/units', { ...bodies.unit({ city }), creditCode: '91110000MA0000000X' });
  const school = await city.unit('示例学校');
  const station = await city.unit('示例车站');
  await playNotice(write, { city, school, station });
  await playActivityAndTitle(write, { city, school, station });

  await policy('documents', '2021-06-01', { issuerCode: '示文新', gapless: true });
  await policy('titles', '2021-06-01', { levels: ['city'], rungs: [{ level: 'city', star: 5, from: [] }] });
  await policy('activities', '2021-06-01', { evidenceRequiredFor: ['lecture'] });
  for (const { id } of [school, station])
    await write(`dissolution of ${id}`, `/v1/units/${id}/dissolve`, {
      dissolvedOn: '2021-02-28',
      reason: '补录',
    });
  return done;
}

interface Cast {
  readonly city: City;
  readonly school: CityUnit;
  readonly station: CityUnit;
}

async function playNotice(write: Write, cast: Cast): Promise<void> {
  const { city, school } = cast;
  const id = await write('notice', '/v1/notices', bodies.notice(cast));
  const at = (step: string): string => `/v1/notices/${id}/${step}`;
  const returned = {
    ...bodies.verification(cast),
    outcome: 'returned',
    shortcomings: '仍有缺岗',
    rectifyBy: '2099-06-10',
  };
  await write('amendment', at('amend'), bodies.amendment(cast));
  await write('issue under the next number', at('issue'), { issuedOn: '2021-05-21', reason: '补录' });
  await write('report', at('rectification'), bodies.rectification(cast), school.desk);
  await write('return', at('verification'), returned, city.otherOffice);
  await write(
    'second report',
    at('rectification'),
    { ...bodies.rectification(cast), reportedOn: '2021-06-01' },
    school.desk,
  );
  await write(
    'acceptance',
    at('verification'),
    { ...bodies.verification(cast), verifiedOn: '2021-06-02' },
    city.otherOffice,
  );
  await write('withdrawal', at('withdraw'), { ...bodies.withdrawal(), withdrawnOn: '2021-06-03' });
}

async function playActivityAndTitle(write: Write, cast: Cast): Promise<void> {
  const { school } = cast;
  const id = await write('activity', '/v1/activities', bodies.activity(cast), school.desk);
  await write('closing', `/v1/activities/${id}/close`, bodies.closing(cast), school.desk);
  const decided = (documentNumber: string, effectiveOn: string) => {
    const { cycle, decision } = award(documentNumber);
    return { cycle, decision: { ...decision, effectiveOn } };
  };
  const title = `/v1/titles/${school.id}/district`;
  await write('award', `${title}/award`, { star: 1, ...decided('示教办〔2021〕1号', '2021-02-01') });
  await write('retention', `${title}/retain`, decided('示教办〔2021〕2号', '2021-02-10'));
  const { decision } = decided('示教办〔2021〕3号', '2021-02-20');
  await write('revocation', `${title}/revoke`, { decision, reason: '弄虚作假' });
}
