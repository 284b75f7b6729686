import type { FlowCell, FlowReading } from '../../flow-reading.ts';

/** A cell, and whether it was told by records of clients. */
export interface LoggedCell extends FlowCell {
  readonly byClient: boolean;
}

/** Records by what they are, and the span of those that carry traffic. */
export interface FlowCounts {
  readonly window: FlowReading['window'];
  readonly records: FlowReading['records'];
}
