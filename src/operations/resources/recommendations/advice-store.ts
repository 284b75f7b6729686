import { TollgateError } from '../../../core/errors.ts';
import type { RecommendationDocument } from '../../../report/plan-document.ts';
import type { PageRequest } from '../scans/service-ports.ts';
import type { AdviceRecord, AdviceStatus, RealisedSaving } from './advice-record.ts';

/** The scan whose plan is kept. */
export interface AdviceScan {
  readonly id: string;
  readonly capturedAt: string;
  /** What the scan asked for ("self" or an account): advice of one scope is replaced together. */
  readonly scope: string;
  readonly account: string;
  readonly region: string;
}

export interface AdviceFilter {
  readonly status?: AdviceStatus | undefined;
  readonly proposed?: boolean | undefined;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly move?: string | undefined;
  /** Only those of these accounts; absent = of all. */
  readonly accounts?: readonly string[] | undefined;
}

/** What somebody decided of a recommendation. */
export interface KeptDecision {
  readonly status: AdviceStatus;
  readonly reason: string | null;
  readonly expiresAt: string | null;
}

/** Port: recommendations and what became of them. `now` decides whether a dismissal has ended. */
export interface AdviceStore {
  /** Accepted and done ones of a scope. */
  agreed(scan: Pick<AdviceScan, 'scope' | 'region'>, now: Date): Promise<readonly AdviceRecord[]>;
  /**
   * In one step: what a scan proposes, by id; what it no longer proposes is marked. Gives those that this scan was the first to
   * propose, the same however often it is done.
   */
  keep(
    scan: AdviceScan,
    proposed: { readonly currency: string; readonly recommendations: readonly RecommendationDocument[] },
    now: Date,
  ): Promise<readonly AdviceRecord[]>;
  /** Keeps what an agreed one saves; one that is not agreed to any more is left alone. */
  compare(id: string, realised: RealisedSaving): Promise<void>;
  get(id: string, now: Date): Promise<AdviceRecord | undefined>;
  /** The largest saving first; the page starts after the place `after` that `placeOf` gave. */
  list(filter: AdviceFilter, page: PageRequest, now: Date): Promise<readonly AdviceRecord[]>;
  /** Undefined where there is none of that id, or none of the version that is expected. */
  decide(id: string, decision: KeptDecision, now: Date, expected?: number): Promise<AdviceRecord | undefined>;
}

/** The place of a record in the list: its saving, then its id. */
export const placeOf = ({ id, recommendation }: AdviceRecord): string => `${recommendation.saving.monthly} ${id}`;

const PLACE = /^(-?\d+(?:\.\d+)?) ([\w-]+)$/;

/** The parts of a place. Throws TG1012 for text that is none. */
export function readPlace(place: string): { readonly monthly: string; readonly id: string } {
  const [, monthly, id] = PLACE.exec(place) ?? [];
  if (monthly !== undefined && id !== undefined) return { monthly, id };
  throw new TollgateError('TG1012', 'The cursor is not one that a page gave.', {
    hint: 'Start again without a cursor.',
  });
}
