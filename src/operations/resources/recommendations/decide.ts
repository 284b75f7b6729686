import { TollgateError } from '../../../core/errors.ts';
import type { AdviceRecord, AdviceStatus } from './advice-record.ts';
import type { AdviceStore, KeptDecision } from './advice-store.ts';

export interface DecisionRequest {
  readonly status: AdviceStatus;
  readonly reason?: string | undefined;
  readonly expiresAt?: string | undefined;
}

/** Records what somebody decided; undefined where there is none of that id and version. Throws TG4003 (a decision that makes no sense). */
export async function decide(
  id: string,
  request: DecisionRequest,
  store: Pick<AdviceStore, 'decide'>,
  now: Date,
  expected?: number,
): Promise<AdviceRecord | undefined> {
  return store.decide(id, decisionOf(request, now), now, expected);
}

function decisionOf({ status, reason, expiresAt }: DecisionRequest, now: Date): KeptDecision {
  if (status === 'dismissed' && reason === undefined) {
    throw invalid('A dismissal needs a reason.', 'Say in `reason` why it is not to be done.');
  }
  if (expiresAt !== undefined && status !== 'dismissed') {
    throw invalid('Only a dismissal expires.', 'Leave `expiresAt` out.');
  }
  if (expiresAt !== undefined && new Date(expiresAt) <= now) {
    throw invalid('The dismissal would have expired already.', 'Give a time to come, or leave `expiresAt` out.');
  }
  return { status, reason: reason ?? null, expiresAt: expiresAt ?? null };
}

/** Throws TG2202 where there is none. */
export function foundAdvice(record: AdviceRecord | undefined): AdviceRecord {
  if (record) return record;
  throw new TollgateError('TG2202', 'There is no recommendation of that id.', {
    hint: 'GET /v1/recommendations lists them.',
  });
}

const invalid = (detail: string, hint: string): TollgateError => new TollgateError('TG4003', detail, { hint });
