import type { Part } from '../estimates/estimate-task.ts';
import type { EstimateFormat } from '../estimates/formats.ts';
import type { DiffOptions } from './diff-options.ts';

/** Everything a diff needs, as plain data that can be handed to a worker thread. */
export interface DiffTask {
  readonly head: Part;
  /** Absent where head tells both states (a Terraform plan), or where head is a body that holds both. */
  readonly base?: Part | undefined;
  /** Infracost usage file. */
  readonly usage?: Part | undefined;
  /** Throughput file: CSV or Parquet. */
  readonly traffic?: Part | undefined;
  readonly options: DiffOptions;
  readonly format: EstimateFormat;
}

/** Every part with bytes. */
export const partsOfDiff = ({ head, base, usage, traffic }: DiffTask): readonly Part[] =>
  [head, base, usage, traffic].filter((part) => part !== undefined);
