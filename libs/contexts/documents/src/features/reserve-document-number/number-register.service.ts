import { Injectable } from '@nestjs/common';
import type { CommandContext, PolicyAdopted } from '#platform/event-sourcing';
import { DeciderRepository, findPolicyInForce } from '#platform/event-store';
import { Refusal } from '#platform/http';
import { derivedId } from '#platform/values';
import type { NumberRegister, NumberRequest, RequestedBy, ReservedNumber } from '../../contracts/index.js';
import {
  type DocumentNumber,
  formatDocumentNumber,
  parseDocumentNumber,
  plainText,
} from '../../domain/number-register/document-number.js';
import {
  ReserveDocumentNumber,
  type TimeNeeded,
} from '../../domain/number-register/number-register.commands.js';
import {
  numberRegister,
  numberRegisterStream,
  USED_WITHIN_MS,
} from '../../domain/number-register/number-register.decider.js';
import { numberingPolicy } from '../../domain/numbering-policy/numbering-policy.decider.js';
import type { NumberingRules } from '../../domain/numbering-policy/numbering-policy.events.js';

const ATTEMPTS = 3;
/** Whoever comes back for a number has this long to use it, without one event more for each who does. */
const AT_LEAST_MS = 10 * 60 * 1000;

/**
 * The register behind the contract: parses what was written, or takes the office's own next number. Whoever signs
 * with the code of a policy shares the register of the jurisdiction that adopted it, so that a code and year have no
 * number twice.
 */
@Injectable()
export class StreamNumberRegister implements NumberRegister {
  constructor(private readonly repository: DeciderRepository) {}

  async reserve(request: NumberRequest): Promise<ReservedNumber> {
    const { jurisdiction, text, pointer, documentId, requestedBy } = request;
    const policy = await findPolicyInForce(this.repository, numberingPolicy, jurisdiction, requestedBy.today);
    const { issuerCode, year, sequence } = text === undefined ? next(request, policy) : parse(text, pointer);
    const ruled = policy && plainText(policy.rules.issuerCode) === issuerCode ? policy : null;
    const signing = ruled?.jurisdiction ?? jurisdiction;
    const data = {
      jurisdiction: signing,
      issuerCode,
      year,
      sequence,
      text,
      pointer,
      documentId,
      need: timeNeeded(requestedBy),
    };
    const stream = numberRegisterStream(signing, issuerCode, year);
    const facts = () => ({ gapless: ruled?.rules.gapless ?? false, policyVersion: ruled?.version });
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const { state: before } = await this.repository.load(numberRegister, stream);
      const command = new ReserveDocumentNumber(data, contextOf(requestedBy, before.steps.get(documentId)));
      await this.repository.execute({ decider: numberRegister, stream, command, facts, inTurn: true });
      const { state } = await this.repository.load(numberRegister, stream);
      const reserved = state.byDocument.get(documentId);
      if (reserved) return { documentNumber: reserved.documentNumber, text: reserved.text };
    }
    throw new Error(`the numbers of ${documentId} in ${stream} are voided as fast as they are reserved`);
  }

  standardForm(text: string): string | null {
    const number = parseDocumentNumber(text);
    return number && formatDocumentNumber(number);
  }
}

function timeNeeded({ now }: RequestedBy): TimeNeeded {
  const after = (ms: number): string => new Date(Date.parse(now) + ms).toISOString();
  return { atLeastUntil: after(AT_LEAST_MS), until: after(USED_WITHIN_MS) };
}

/** Field by field: the If-Match of the request is about the caller's own stream, not about the register. */
function contextOf(requestedBy: RequestedBy, steps: number | undefined): CommandContext {
  const { commandId, requestHash, actor, role, correlationId, traceparent, now, today } = requestedBy;
  return {
    // The same request that comes back keeps its number, or is given another once it is voided: not its first receipt.
    commandId: derivedId(commandId, 'document-number', ...(steps === undefined ? [] : [steps])),
    requestHash,
    actor,
    role,
    correlationId,
    causationId: commandId,
    traceparent,
    now,
    today,
  };
}

function next(
  { jurisdiction, year, requestedBy }: NumberRequest,
  policy: PolicyAdopted<NumberingRules> | null,
): Omit<DocumentNumber, 'sequence'> & { sequence?: number } {
  if (!policy)
    throw new Refusal('no-policy-in-force', { policy: 'documents', jurisdiction, on: requestedBy.today });
  return { issuerCode: plainText(policy.rules.issuerCode), year };
}

function parse(text: string, pointer: string): DocumentNumber {
  const number = parseDocumentNumber(text);
  if (!number) throw new Refusal('not-a-document-number', { pointer });
  return number;
}
