import type { EndpointDocument } from '../../../report/report.ts';
import { labelled } from '../../../report/words.ts';
import { pairsOf } from '../pairs.ts';
import type { DiffPart } from '../side.ts';

/** An endpoint of head with what it was in base. */
export interface PairedEndpoint {
  /** Its id, after its project where there are several. */
  readonly name: string;
  readonly now: EndpointDocument;
  readonly before: EndpointDocument | undefined;
}

/** Every endpoint of head, in its order. */
export const headEndpoints = (parts: readonly DiffPart[]): readonly PairedEndpoint[] =>
  parts.flatMap(({ project, base, head }) =>
    pairsOf(base, head).flatMap((pair) =>
      pair.head ? [{ name: labelled(project, pair.head.id), now: pair.head, before: pair.base }] : [],
    ),
  );
