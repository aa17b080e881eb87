import { bodies } from '../e2e/bad-input/bodies.js';
import type { City, CityUnit } from '../e2e/city.js';
import type { Desk, GivenReceipt } from '../e2e/desk.js';

/** The city's office at its notices of criticism, through HTTP alone. */
export class NoticeOffice {
  /** How many were issued. */
  issued = 0;

  constructor(
    private readonly city: City,
    private readonly units: readonly CityUnit[],
  ) {}

  /** Files a notice that names these units, issues it, and answers its id. */
  async criticise(named: readonly CityUnit[], office: Desk = this.city.office): Promise<string> {
    const [school, station] = this.units as readonly [CityUnit, CityUnit];
    const entries = named.map((unit, n) => ({ unitId: unit.id, personTimes: n + 1, findings: [] }));
    const body = { ...bodies.notice({ city: this.city, school, station }), entries };
    const { id } = await office.do('/v1/notices', body);
    await office.do(`/v1/notices/${id}/issue`, { issuedOn: '2021-05-21', reason: '补录' });
    this.issued++;
    return id;
  }

  withdraw(notice: string): Promise<GivenReceipt> {
    const body = { withdrawnOn: '2021-05-25', reason: '名单有误' };
    return this.city.office.do(`/v1/notices/${notice}/withdraw`, body);
  }

  /** The unit reports its rectification, and another office accepts it. */
  async rectify(notice: string, school: CityUnit): Promise<GivenReceipt> {
    await school.desk.do(`/v1/notices/${notice}/rectification`, bodies.rectification({ school }));
    return this.city.otherOffice.do(`/v1/notices/${notice}/verification`, bodies.verification({ school }));
  }

  /**
   * Issues notices of three units each until it is over; withdraws one of three, and has one of three rectified.
   * The list is looked at after each, as somebody at work would.
   */
  async work(isOver: () => boolean): Promise<void> {
    for (let n = 0; !isOver(); n++) {
      const named = [0, 1, 2].map((next) => this.units[(n + next) % this.units.length]!);
      const notice = await this.criticise(named);
      const kinds = [() => this.withdraw(notice), () => this.rectify(notice, named[0]!), () => undefined];
      const receipt = await kinds[n % kinds.length]!();
      await this.city.office.see(`/v1/criticisms?jurisdiction=${this.city.code}`, receipt);
    }
  }
}
