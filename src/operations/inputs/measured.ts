import { TollgateError } from '../../core/errors.ts';
import type { InputDocument } from '../../core/input-document.ts';
import { isSnapshot } from '../../topology/sources/snapshot/schema.ts';
import type { ThroughputHistory } from '../../traffic/throughput.ts';
import type { TrafficProfile } from '../../traffic/traffic.ts';

/** Traffic that was measured with the network: totals for the price, summaries for the capacity. */
export interface MeasuredTraffic {
  readonly profile: TrafficProfile;
  readonly history: ThroughputHistory;
}

/** The traffic of a snapshot; undefined for every other input and for an inventory without metrics. Throws TG1005. */
export async function measuredOf(document: InputDocument): Promise<MeasuredTraffic | undefined> {
  if (!isSnapshot(document.value) || document.value.traffic === undefined) return undefined;
  const { historyOfMeasured, measuredSchema, profileOfMeasured } = await import('../../traffic/measured.ts');
  const parsed = measuredSchema.safeParse(document.value.traffic);
  if (parsed.success) return { profile: profileOfMeasured(parsed.data), history: historyOfMeasured(parsed.data) };
  const [issue] = parsed.error.issues;
  const path = ['traffic', ...(issue?.path ?? [])].join('.');
  throw new TollgateError('TG1005', `The traffic of ${document.name} does not fit its schema at ${path}.`, {
    location: { file: document.name, path },
    hint: 'A snapshot is written by `tollgate scan` and is not meant to be edited.',
  });
}
