import type { EstimateOptions } from './estimate-options.ts';
import type { EstimateFormat } from './formats.ts';

/** One uploaded text or file: its bytes and the name that errors use for it. */
export interface Part {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Everything an estimate needs, as plain data that can be handed to a worker thread. */
export interface EstimateTask {
  readonly document: Part;
  /** Infracost usage file. */
  readonly usage?: Part | undefined;
  /** Throughput file: CSV or Parquet. */
  readonly traffic?: Part | undefined;
  /** Kind of the document where the caller states it; else it is recognised. */
  readonly kind?: string | undefined;
  readonly options: EstimateOptions;
  readonly format: EstimateFormat;
}

/** Every part with bytes. */
export const partsOf = ({ document, usage, traffic }: EstimateTask): readonly Part[] =>
  [document, usage, traffic].filter((part) => part !== undefined);
