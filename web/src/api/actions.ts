import type { ComparisonDocument } from '../../../src/report/comparison-document.ts';
import { ApiError, ask, askBlob, isStatic } from './client.ts';
import type { AdviceRecord, Topology } from './queries.ts';

/** Whether there is a service to ask: a folder of files answers nothing new. */
export const hasService = !isStatic;

const JSON_TYPE = { 'content-type': 'application/json' };

export interface AdviceChange {
  readonly status: AdviceRecord['status'];
  readonly reason?: string;
  /** RFC 3339; for a dismissal that ends. */
  readonly expiresAt?: string;
}

/** Records what somebody decided of a recommendation. Throws ApiError. */
export const decideAdvice = (id: string, change: AdviceChange): Promise<AdviceRecord> =>
  ask(`v1/recommendations/${encodeURIComponent(id)}`, {
    method: 'PATCH',
    headers: JSON_TYPE,
    body: JSON.stringify(change),
  });

/** Networks side by side over months of growing traffic. Throws ApiError. */
export const compareNetworks = (
  variants: readonly { readonly name: string; readonly document: Topology }[],
  over: { readonly months: number; readonly growth: string },
): Promise<ComparisonDocument> =>
  ask('v1/scenarios', { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ variants, ...over }) });

/** The allocation of the newest scans as a file. Throws ApiError. */
export const allocationFile = (by: string, format: string): Promise<Blob> =>
  askBlob(`v1/allocations?by=${encodeURIComponent(by)}&format=${format}`);

export const problemText = (error: unknown): string =>
  error instanceof ApiError ? `${error.code}: ${error.message}` : 'The service does not answer.';
