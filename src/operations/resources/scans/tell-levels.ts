import type { TollgateEvent } from '../../../report/event-document.ts';
import type { Snapshot } from '../../../report/snapshot-document.ts';
import type { EventSink } from '../events/event-sink.ts';
import { newEvent } from '../events/new-event.ts';
import type { AfterScan, KeptScan } from './after-scan.ts';
import type { HeadroomRecord } from './headroom-record.ts';
import { headroomRecords } from './headroom-records.ts';
import type { ScanStore } from './service-ports.ts';

interface TellLevelsPorts {
  readonly store: Pick<ScanStore, 'keptBefore' | 'snapshot'>;
  readonly events: EventSink;
}

type Level = HeadroomRecord['level'];

/** After a scan: tells of every endpoint whose headroom is at another level than in the scan before. The first scan has none before it. */
export const tellLevels =
  ({ store, events }: TellLevelsPorts): AfterScan =>
  async (kept) => {
    const before = await store.keptBefore(kept.scan);
    const text = before === undefined ? undefined : await store.snapshot(before);
    if (text === undefined) return;
    // What the service itself has kept is not validated again: that takes longer than everything else here.
    await events.emit(await changes(JSON.parse(text) as Snapshot, kept));
  };

async function changes(before: Snapshot, { scan, snapshot }: KeptScan): Promise<readonly TollgateEvent[]> {
  const [former, present] = [await headroomRecords(before), await headroomRecords(snapshot)];
  const accounts = new Map(snapshot.topology.endpoints.map(({ id, account }) => [id, account]));
  const [scope] = snapshot.provenance.scopes;
  return [...present].flatMap(([endpoint, { level, n1Level }]) => {
    const { level: from = null, n1Level: n1From = null } = former.get(endpoint) ?? {};
    const failureDiffers = isChange(n1From, n1Level);
    if (!isChange(from, level) && !failureDiffers) return [];
    return newEvent('headroom.level-changed', [scan.id, endpoint], {
      occurredAt: snapshot.capturedAt,
      data: {
        endpoint,
        account: accounts.get(endpoint) ?? scope?.account ?? scan.account,
        region: scan.region,
        from,
        to: level,
        ...(failureDiffers && { zoneFailure: { from: n1From, to: n1Level } }),
      },
    });
  });
}

/** A new endpoint, or one that was or is not measured, is worth telling of only where it is not simply ok. */
const isChange = (from: Level | null, to: Level): boolean => from !== to && !(isCalm(from) && isCalm(to));
const isCalm = (level: Level | null): boolean => level === null || level === 'unknown' || level === 'ok';
