import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { grantIfAny } from '#platform/auth';
import { KNOWN } from '../as-of/known.js';
import { KnownRows, RowSources } from '../as-of/known-rows.js';
import { type EdgeRequest, headerOf } from '../commands/edge-request.js';
import type { RequestClock } from '../commands/request-clock.js';
import { fieldError } from '../fields/field-errors.js';
import { InvalidRequest, PlatformProblem } from '../problems/exceptions.js';
import { ReadGate } from '../reads/read-gate.js';
import { PARKED_KEYS, READS } from '../reads/reads.js';
import { CLOCK } from '../tokens.js';

/**
 * After access is granted: gives the request its instant, lets it wait for what a driven clock makes due by then, and
 * lets a read wait for its `Min-Position`, or look back `asOf`, and marks what may be incomplete.
 */
@Injectable()
export class ArrivalGuard implements CanActivate {
  constructor(
    @Inject(CLOCK) private readonly clock: RequestClock,
    private readonly gate: ReadGate,
    private readonly sources: RowSources,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = context.switchToHttp().getRequest<EdgeRequest>();
    if (!grantIfAny(request)) return true;
    request.now = this.clock.take(headerOf(request, 'civitas-now'));
    const advanced = this.clock.advanced();
    return advanced ? advanced.then(() => this.gated(context, request)) : this.gated(context, request);
  }

  private gated(context: ExecutionContext, request: EdgeRequest): boolean | Promise<boolean> {
    const projections = Reflect.getMetadata(READS, context.getHandler()) as readonly string[] | undefined;
    if (!projections) return true;
    const { asOf } = request.query as { readonly asOf?: unknown };
    if (asOf !== undefined && !Reflect.hasMetadata(KNOWN, context.getHandler()))
      throw new InvalidRequest([fieldError('/asOf', 'query', 'unknown-field', {})]);
    request.known = new KnownRows(this.sources, { projections, asOf });
    const position = headerOf(request, 'min-position');
    if (position === undefined) return this.marked(context, projections);
    if (asOf !== undefined) throw new PlatformProblem('min-position-with-as-of');
    return this.gate.await(projections, position).then(() => this.marked(context, projections));
  }

  /** An answer that may lack rows says so: a list shows no gap. */
  private marked(context: ExecutionContext, projections: readonly string[]): true {
    const parked = this.gate.parked(projections);
    if (parked !== null) context.switchToHttp().getResponse<FastifyReply>().header(PARKED_KEYS, parked);
    return true;
  }
}
