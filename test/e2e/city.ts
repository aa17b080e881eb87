import { eventually, type StartedServer } from '#platform/testing';
import { Desk } from './desk.js';

export interface CityUnit {
  readonly id: string;
  readonly name: string;
  /** The unit's own token. */
  readonly desk: Desk;
}

/** A synthetic city with two districts, offices and an auditor. */
export class City {
  private units = 0;

  private constructor(
    private readonly server: StartedServer,
    /** Such as 990100; its districts end in 02 and 03. */
    readonly code: string,
    readonly office: Desk,
    readonly otherOffice: Desk,
    readonly auditor: Desk,
  ) {}

  static async found(server: StartedServer, code: string): Promise<City> {
    const desk = async (actor: string) =>
      new Desk(server, await server.tokenFor({ actor, roles: ['office'], jurisdiction: code }));
    const auditor = await server.tokenFor({ actor: `auditor-${code}`, roles: ['auditor'] });
    const city = new City(
      server,
      code,
      await desk(`office-${code}-1`),
      await desk(`office-${code}-2`),
      new Desk(server, auditor),
    );
    await city.office.do('/v1/jurisdictions', { code, name: `示例市${code}`, level: 'city' });
    for (const district of [city.district, city.otherDistrict])
      await city.office.do('/v1/jurisdictions', {
        code: district,
        name: `示例区${district}`,
        level: 'district',
      });
    return city;
  }

  get district(): string {
    return `${this.code.slice(0, 4)}02`;
  }

  get otherDistrict(): string {
    return `${this.code.slice(0, 4)}03`;
  }

  /** Registers a unit and signs a token that speaks for it. */
  async unit(name: string, jurisdiction = this.district): Promise<CityUnit> {
    const { id } = await this.office.do('/v1/units', { name, jurisdiction, kind: 'school' });
    const token = await this.server.tokenFor({
      actor: `unit-${this.code}-${++this.units}`,
      roles: ['unit'],
      unit: id,
    });
    return { id, name, desk: new Desk(this.server, token) };
  }

  async adopt(context: string, rules: object): Promise<void> {
    const body = { jurisdiction: this.code, effectiveFrom: '2021-01-01', rules };
    await this.office.do(`/v1/policies/${context}`, body);
  }
}

/** Waits until every read model has taken in all there is, so that a command finds what it is checked against. */
export async function settled(server: StartedServer): Promise<void> {
  const head = await server.head();
  await eventually('the read models to come as far as the ledger', async () => {
    const { body } = await server.request('GET', '/v1/projections');
    const { items } = body as { items: readonly { ordinal: number }[] };
    return items.every(({ ordinal }) => ordinal >= head);
  });
}
