import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventCodec, type EventStore, openEmbeddedLog } from '#platform/event-store';
import type { ProjectionStatus } from '#platform/projections';
import { eventually, type StartedServer, startServer } from '#platform/testing';
import { derivedId } from '#platform/values';
import { CONTEXT_DEFINITIONS } from '../../apps/projector/src/definitions.js';
import { City } from './city.js';
import { Desk } from './desk.js';
import { ops, type Said } from './ops.js';

const FOUND_WITHIN_MS = 5_000;

const codec = new EventCodec(CONTEXT_DEFINITIONS.map(({ events }) => events));

/** A server over a directory of its own, with a city, whose projections an operator watches. */
export class WatchedServer {
  private constructor(
    readonly dataDir: string,
    readonly server: StartedServer,
    readonly operator: Desk,
    readonly city: City,
  ) {}

  static async start(): Promise<WatchedServer> {
    const dataDir = await mkdtemp(join(tmpdir(), 'civitas-watched-'));
    const server = await startServer({ dataDir });
    const operator = new Desk(server, await server.tokenFor({ actor: 'operator-1', roles: ['operator'] }));
    return new WatchedServer(dataDir, server, operator, await City.found(server, '990300'));
  }

  async states(): Promise<readonly ProjectionStatus[]> {
    return (await this.operator.see<{ items: readonly ProjectionStatus[] }>('/v1/projections')).items;
  }

  async stateOf(projection: string): Promise<ProjectionStatus> {
    return (await this.states()).find(({ name }) => name === projection) as ProjectionStatus;
  }

  /** Waits as long as a fault may stay unseen. */
  found<T>(
    projection: string,
    what: string,
    look: (status: ProjectionStatus) => T | false | null,
  ): Promise<T> {
    return eventually(what, async () => look(await this.stateOf(projection)), FOUND_WITHIN_MS);
  }

  async readiness() {
    const { status, body } = await this.server.request('GET', '/health/ready', { token: null });
    const { degraded, checks } = body as { degraded: boolean; checks: Record<string, string> };
    return { status, degraded, projections: checks['projections'] };
  }

  async isWell(): Promise<void> {
    let last: Partial<Awaited<ReturnType<WatchedServer['readiness']>>> = {};
    const green = async () => (
      (last = await this.readiness()),
      last.status === 200 && last.degraded === false
    );
    await eventually('readiness to be green', green).catch(() => undefined);
    expect(last).toEqual({ status: 200, degraded: false, projections: 'ok' });
  }

  ops(...args: string[]): Promise<Said> {
    return ops(this.dataDir, ...args);
  }

  /** Appends a unit's registration while the server is dead, and answers its id and the ordinal it got. */
  async registered(unit: object, meanwhile: (log: EventStore) => Promise<void> = async () => {}) {
    const unitId = derivedId('by-hand', JSON.stringify(unit));
    const metadata = {
      commandId: derivedId('command', unitId),
      requestHash: '',
      actor: 'nobody',
      role: 'office',
      correlationId: 'by-hand',
      recordedAt: '2021-06-01T00:00:00.000Z',
    };
    const data = { unitId, jurisdiction: this.city.district, kind: 'school', ...unit };
    const event = { type: 'UnitRegistered', data };
    const ordinal = (await this.server.head()) + 1;
    await this.server.kill();
    const log = await openEmbeddedLog(this.dataDir);
    await log.append(`units.unit-${unitId}`, 'none', [
      codec.encode(derivedId('event', unitId), event, metadata, '2021-06-01'),
    ]);
    await meanwhile(log);
    await log.close();
    await this.server.restart();
    return { unitId, ordinal };
  }

  async remove(): Promise<void> {
    await this.server.stop();
    await rm(this.dataDir, { recursive: true });
  }
}
