import type { JoinedNetwork } from '../../model/join.ts';
import type { EstimateDocument } from '../../report/report.ts';

/** One side of a diff, priced. A saved estimate brings no network: what only a network tells is then not told. */
export interface DiffSide {
  /** Name of the input: a file, never its content. */
  readonly name: string;
  readonly document: EstimateDocument;
  readonly network?: JoinedNetwork | undefined;
}

/** Two priced states of one network. */
export interface DiffPart {
  /** Name of the project, where a diff covers several. */
  readonly project?: string | undefined;
  readonly base: DiffSide;
  readonly head: DiffSide;
}
