import { TollgateError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import type { InputDocument } from '../core/input-document.ts';
import { isSnapshot } from '../topology/sources/snapshot/schema.ts';
import { throughputFile } from '../traffic/sources/throughput-file/index.ts';
import type { ThroughputHistory } from '../traffic/throughput.ts';
import type { TrafficProfile } from '../traffic/traffic.ts';
import type { TrafficFile } from '../traffic/traffic-source.ts';
import { loadNetwork, type NetworkOptions, type NetworkReading } from './load-network.ts';
import { loadTraffic } from './load-traffic.ts';

/** What headroom and forecast are computed from, as files or parts of a request. */
export interface CapacityRequest {
  /** A topology file, a plan, a template, or a snapshot with what it measured. */
  readonly document: InputDocument;
  /** The network, where it lies inside the document. */
  readonly network?: InputDocument | undefined;
  readonly networkOptions?: NetworkOptions | undefined;
  /** Measured bytes: CSV or Parquet. They win over what a snapshot measured. */
  readonly files?: readonly TrafficFile[] | undefined;
  /** Stated traffic: an Infracost usage file. */
  readonly usageFile?: TrafficFile | undefined;
}

export interface CapacityInputs {
  readonly reading: NetworkReading;
  readonly history: ThroughputHistory | undefined;
  readonly profile: TrafficProfile | undefined;
  readonly findings: readonly Finding[];
}

/** Opens the inputs, runs the work and closes them. Throws what reading networks and traffic throws. */
export async function withCapacityInputs<Result>(
  request: CapacityRequest,
  work: (inputs: CapacityInputs) => Promise<Result>,
): Promise<Result> {
  const reading = await loadNetwork(request.network ?? request.document, request.networkOptions);
  const measured = (request.files ?? []).filter((file) => throughputFile.accepts(file.name));
  const stated = (request.files ?? []).filter((file) => !throughputFile.accepts(file.name));
  const traffic = await loadTraffic({ usageFile: request.usageFile, files: stated }, reading.topology);
  const opened = await openHistory(request.document, measured);
  try {
    return await work({
      reading,
      history: opened?.history,
      profile: traffic.profile,
      findings: [...traffic.findings, ...(opened?.findings ?? [])],
    });
  } finally {
    await opened?.history.close();
  }
}

async function openHistory(document: InputDocument, files: readonly TrafficFile[]) {
  if (files.length > 0) {
    const source = await import('../traffic/sources/throughput-file/open-history.ts');
    return source.openHistory(files);
  }
  const traffic = isSnapshot(document.value) ? document.value.traffic : undefined;
  if (traffic === undefined) return undefined;
  const { historyOfMeasured, measuredSchema } = await import('../traffic/measured.ts');
  const parsed = measuredSchema.safeParse(traffic);
  if (!parsed.success) {
    throw new TollgateError('TG1005', `The traffic of the snapshot ${document.name} does not fit its schema.`, {
      location: {
        file: document.name,
        path: ['traffic', ...(parsed.error.issues[0]?.path ?? [])].map(String).join('.'),
      },
      hint: 'Scan again with this version of Tollgate.',
    });
  }
  return { history: historyOfMeasured(parsed.data), findings: [] };
}
