import { scan } from '../../operations/scan/scan.ts';
import { parseScanRequest, type ScanOptions } from '../../operations/scan/scan-request.ts';
import type { Services } from '../../operations/services.ts';
import type { Snapshot } from '../../report/snapshot-document.ts';
import type { Host } from '../host.ts';
import { scanProgress } from './scan-progress.ts';

/** Scans, with a bar on standard error where a terminal shows it. An interruption keeps what was stored. */
export async function runScan(options: ScanOptions, host: Host, services: Services): Promise<Snapshot> {
  const request = parseScanRequest(options);
  const [aws, history] = await Promise.all([services.aws(), services.history()]);
  const progress = await scanProgress(host);
  try {
    const snapshot = await scan(request, {
      aws,
      history,
      now: services.now,
      signal: host.signal,
      onProgress: progress.report,
      onCost: (usd) => progress.say(`The metric queries will cost about ${usd} USD.`),
    });
    progress.stop();
    const { endpoints } = snapshot.topology;
    await host.stderr.write(`${endpoints.length} endpoints, ${snapshot.findings.length} findings.\n`);
    return snapshot;
  } finally {
    progress.stop();
  }
}
