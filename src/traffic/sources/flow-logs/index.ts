import type { FlowSource } from '../../flow-reading.ts';
import { findFiles } from './find-files.ts';
import { readFlowLogs } from './read-flow-logs.ts';

/** VPC flow logs as Amazon S3 delivers them: text of any version or Parquet, read by DuckDB in one pass. */
export const flowLogs: FlowSource = {
  kind: 'flow-logs',
  read: async (paths, inventory, options) => readFlowLogs(await findFiles(paths), inventory, options),
};
