import type { TrafficInput } from '../../operations/inputs/load-traffic.ts';
import type { TrafficFile } from '../../traffic/traffic-source.ts';
import type { Envelope } from './envelope.ts';
import type { EstimateTask, Part } from './estimate-task.ts';

/** Traffic that came with a request: a usage file and measured bytes. Undefined where there is none. */
export const trafficOf = (task: EstimateTask, envelope: Envelope | undefined): TrafficInput | undefined =>
  trafficOfParts(task, envelope?.usage);

/** The same for any request with such parts; `stated` is a usage file inside a JSON body. */
export function trafficOfParts(
  parts: Pick<EstimateTask, 'usage' | 'traffic'>,
  stated: object | undefined,
): TrafficInput | undefined {
  const usage = parts.usage ?? usagePart(stated);
  if (!usage && !parts.traffic) return undefined;
  return { usageFile: usage && fileOf(usage), ...(parts.traffic && { files: [fileOf(named(parts.traffic))] }) };
}

const fileOf = ({ name, bytes }: Part): TrafficFile => ({ name, read: async () => bytes });

const usagePart = (usage: object | undefined): Part | undefined =>
  usage && { name: 'usage', bytes: Buffer.from(JSON.stringify(usage)) };

const PARQUET_MAGIC = 'PAR1';

/** Sources are told apart by the name of the file; a request tells by its content. */
function named({ name, bytes }: Part): Part {
  const isParquet = Buffer.from(bytes.subarray(0, PARQUET_MAGIC.length)).toString('latin1') === PARQUET_MAGIC;
  return { name: `${name}.${isParquet ? 'parquet' : 'csv'}`, bytes };
}
