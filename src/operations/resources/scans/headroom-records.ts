import { DEFAULT_THRESHOLDS } from '../../../capacity/level.ts';
import type { Snapshot } from '../../../report/snapshot-document.ts';
import { historyOfMeasured, profileOfMeasured } from '../../../traffic/measured.ts';
import { headroomOfNetwork } from '../../shared/headroom-of-network.ts';
import { type HeadroomRecord, headroomRecord } from './headroom-record.ts';

/** How full each endpoint of a snapshot was, by id. */
export async function headroomRecords({ topology, traffic }: Snapshot): Promise<ReadonlyMap<string, HeadroomRecord>> {
  const { endpoints } = await headroomOfNetwork({
    reading: { topology, findings: [] },
    ...(traffic && { profile: profileOfMeasured(traffic), history: historyOfMeasured(traffic) }),
    options: { statistic: 'p99', base: 'ceiling', thresholds: DEFAULT_THRESHOLDS },
  });
  return new Map(endpoints.map((each) => [each.endpoint.id, headroomRecord(each)]));
}
