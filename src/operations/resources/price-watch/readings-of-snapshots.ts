import type { Snapshot } from '../../../report/snapshot-document.ts';
import { historyOfMeasured, profileOfMeasured } from '../../../traffic/measured.ts';
import type { NetworkReading } from '../../inputs/load-network.ts';

/**
 * The networks of kept snapshots, newest first, with what was measured. An account that was scanned by its number and as that of the
 * service's own credentials is one network: the newer counts.
 */
export function readingsOfSnapshots(texts: readonly string[]): readonly NetworkReading[] {
  const seen = new Set<string>();
  return texts.flatMap((text) => {
    const { topology, traffic, provenance } = JSON.parse(text) as Snapshot;
    const account = provenance.scopes[0]?.account;
    if (account !== undefined && seen.has(account)) return [];
    if (account !== undefined) seen.add(account);
    const measured = traffic && { profile: profileOfMeasured(traffic), history: historyOfMeasured(traffic) };
    return { topology, findings: [], ...(measured && { measured }) };
  });
}
