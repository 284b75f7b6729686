import { snapshotSchema } from '../../report/snapshot-document.ts';
import { historyOfMeasured, profileOfMeasured } from '../../traffic/measured.ts';
import type { NetworkReading } from '../load-network.ts';

/** The network of a snapshot that was kept as JSON text, with what was measured. */
export function readingOfSnapshot(text: string): NetworkReading {
  const { topology, traffic } = snapshotSchema.parse(JSON.parse(text));
  const measured = traffic && { profile: profileOfMeasured(traffic), history: historyOfMeasured(traffic) };
  return { topology, findings: [], ...(measured && { measured }) };
}
