import type { Finding } from '../../../core/finding.ts';
import { duckdbThroughput } from '../../duckdb-throughput.ts';
import type { ThroughputHistory } from '../../throughput.ts';
import type { TrafficFile } from '../../traffic-source.ts';
import { onDisk } from './on-disk.ts';
import { openThroughput } from './open-throughput.ts';
import { readingFindings } from './reading-findings.ts';

/** Opens throughput files as a history to ask. Throws TG1001, TG1005 or TG1007. The caller closes it. */
export async function openHistory(
  files: readonly TrafficFile[],
): Promise<{ readonly history: ThroughputHistory; readonly findings: readonly Finding[] }> {
  const from = files.map((file) => file.name).join(', ');
  const open = await onDisk(files, openThroughput);
  return { history: duckdbThroughput(open.connection, open.close), findings: readingFindings(open, from) };
}
