import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverSpans } from '../../src/history/coverage.ts';
import { SCOPE, withRoot } from './history-files.ts';
import { type Outcome, tried } from './outcome.ts';

/** The folder of the history cannot be made: said at once, with a code. */
export const lockFaults = (tries: number): Promise<Outcome> =>
  tried('a lock that cannot be made', tries, () =>
    withRoot(async (root) => {
      writeFileSync(join(root, 'throughput'), '');
      const begun = performance.now();
      const error = await coverSpans(root, SCOPE, []).catch((thrown: unknown) => thrown);
      const isSaid = (error as { readonly code?: unknown } | undefined)?.code === 'TG2104';
      return [
        ...(isSaid ? [] : (['crashed'] as const)),
        ...(performance.now() - begun > 5000 ? (['hung'] as const) : []),
      ];
    }),
  );
