import { TollgateError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import type { Topology } from '../../topology/topology.ts';
import { TRAFFIC_SOURCES } from '../../traffic/registry.ts';
import { mergeTraffic, type TrafficProfile } from '../../traffic/traffic.ts';
import type { TrafficFile, TrafficReading, TrafficSource, TrafficTarget } from '../../traffic/traffic-source.ts';

export interface TrafficInput {
  /** `--usage-file`: stated monthly GB, in Infracost's format. */
  readonly usageFile?: TrafficFile | undefined;
  /** `--traffic`: measured or stated bytes; the name tells the format. Files of one format are one body of data. */
  readonly files?: readonly TrafficFile[] | undefined;
}

/**
 * Use case: the traffic that files tell of a network. Measured bytes win over the usage file, endpoint by endpoint; what neither
 * tells stays with the topology's own assumptions. Throws TG1001 to TG1014, TG1201 or TG1202.
 */
export async function loadTraffic(input: TrafficInput, topology: Topology): Promise<TrafficReading> {
  const targets = topology.endpoints.map(targetOf);
  const work: [TrafficSource, readonly TrafficFile[]][] = [];
  if (input.usageFile) work.push([sourceNamed('usage-file'), [input.usageFile]]);
  for (const [source, files] of Map.groupBy(input.files ?? [], sourceOf)) work.push([source, files]);
  work.sort(([a], [b]) => Number(a.kind !== 'usage-file') - Number(b.kind !== 'usage-file'));
  const profiles: TrafficProfile[] = [];
  const findings: Finding[] = [];
  for (const [source, files] of work) {
    const reading = await source.read(files, targets);
    profiles.push(reading.profile);
    for (const each of reading.findings) findings.push(each);
  }
  return { profile: mergeTraffic(...profiles), findings };
}

const targetOf = ({
  id,
  address,
  awsId,
  type,
  createdAt,
  deletedAt,
  traffic,
}: Topology['endpoints'][number]): TrafficTarget => ({
  id,
  address,
  awsId,
  type,
  createdAt,
  deletedAt,
  stated: traffic?.monthlyGb !== undefined,
});

function sourceNamed(kind: string): TrafficSource {
  const source = TRAFFIC_SOURCES[kind];
  if (source) return source;
  throw new TollgateError('TG1012', `No traffic source is called ${kind}.`);
}

function sourceOf(file: TrafficFile): TrafficSource {
  const source = Object.values(TRAFFIC_SOURCES).find((each) => each.accepts(file.name));
  if (source) return source;
  throw new TollgateError('TG1004', `${file.name} is no traffic file in a recognized format.`, {
    location: { file: file.name },
    hint: 'Give a CSV or Parquet file of throughput (.csv, .parquet), an Infracost usage file (.yml), or an answer of CloudWatch (.json).',
  });
}
