import { Inject, Injectable } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import {
  type ControlCommand,
  type ControlFacts,
  controlStream,
  ParkProjection,
  projectionControl,
  ProjectionUnavailable,
  RebuildProjection,
  type ProjectionStatus,
  ResumeProjection,
  RetryProjection,
  RollBackProjection,
  SkipEvent,
} from '#platform/projections';
import { NotFoundProblem, PlatformProblem } from '../problems/exceptions.js';
import type { ProjectionOperations } from '../reads/projection-operations.js';
import { PROJECTION_OPERATIONS } from '../tokens.js';

/** Records what is decided about a projection; its projector acts on it when it reads so, wherever it runs. */
@Injectable()
export class ProjectionDecisions {
  constructor(
    private readonly repository: DeciderRepository,
    @Inject(PROJECTION_OPERATIONS) private readonly projections: ProjectionOperations,
  ) {}

  decide(command: ControlCommand): Promise<Receipt> {
    return this.repository.execute({
      decider: projectionControl,
      stream: controlStream(command.data.projection),
      command,
      facts: () => this.factsOf(command),
    });
  }

  private factsOf(command: ControlCommand): ControlFacts {
    const { projection } = command.data;
    const status = this.projections.status().find(({ name }) => name === projection);
    if (!status) throw new NotFoundProblem('not-found', { projection });
    if (command.type === 'RollBackProjection' && !status.kept)
      throw new PlatformProblem('nothing-kept', { projection });
    if (command.type === 'RebuildProjection') this.refuseRebuild(status);
    if (!makesSense(command, status)) throw new PlatformProblem('nothing-parked', { projection });
    const { state, generation, rebuilding } = status;
    return {
      isParked: state === 'parked',
      generation: rebuilding?.generation ?? generation,
      isRebuilding: rebuilding?.state === 'folding',
    };
  }

  private refuseRebuild({ name, state, rebuilding }: ProjectionStatus): void {
    this.projections.refuseRebuild(name);
    if (state === 'missing' && !rebuilding) throw new ProjectionUnavailable(name, 'it was never folded');
  }
}

function makesSense(
  command: ControlCommand,
  { state, parkedKeys, rebuilding, ordinal }: ProjectionStatus,
): boolean {
  const isParked = state === 'parked' || rebuilding?.state === 'parked';
  switch (command.type) {
    case 'ParkProjection':
    case 'RebuildProjection':
    case 'RollBackProjection':
      return true;
    case 'ResumeProjection':
      return isParked;
    case 'RetryProjection':
      return isParked || parkedKeys.length > 0;
    case 'SkipEvent': {
      const { key, ordinal: skipped } = command.data;
      if (key === undefined) return isParked && skipped > Math.min(ordinal, rebuilding?.ordinal ?? ordinal);
      return parkedKeys.some((parked) => parked.key === key && parked.ordinal === skipped);
    }
  }
}

@CommandHandler(ParkProjection)
export class ParkProjectionHandler implements ICommandHandler<ParkProjection> {
  constructor(private readonly decisions: ProjectionDecisions) {}

  execute(command: ParkProjection): Promise<Receipt> {
    return this.decisions.decide(command);
  }
}

@CommandHandler(ResumeProjection)
export class ResumeProjectionHandler implements ICommandHandler<ResumeProjection> {
  constructor(private readonly decisions: ProjectionDecisions) {}

  execute(command: ResumeProjection): Promise<Receipt> {
    return this.decisions.decide(command);
  }
}

@CommandHandler(RebuildProjection)
export class RebuildProjectionHandler implements ICommandHandler<RebuildProjection> {
  constructor(private readonly decisions: ProjectionDecisions) {}

  execute(command: RebuildProjection): Promise<Receipt> {
    return this.decisions.decide(command);
  }
}

@CommandHandler(RollBackProjection)
export class RollBackProjectionHandler implements ICommandHandler<RollBackProjection> {
  constructor(private readonly decisions: ProjectionDecisions) {}

  execute(command: RollBackProjection): Promise<Receipt> {
    return this.decisions.decide(command);
  }
}

@CommandHandler(RetryProjection)
export class RetryProjectionHandler implements ICommandHandler<RetryProjection> {
  constructor(private readonly decisions: ProjectionDecisions) {}

  execute(command: RetryProjection): Promise<Receipt> {
    return this.decisions.decide(command);
  }
}

@CommandHandler(SkipEvent)
export class SkipEventHandler implements ICommandHandler<SkipEvent> {
  constructor(private readonly decisions: ProjectionDecisions) {}

  execute(command: SkipEvent): Promise<Receipt> {
    return this.decisions.decide(command);
  }
}
