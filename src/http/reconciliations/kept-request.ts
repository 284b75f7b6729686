import type { FastifyRequest } from 'fastify';
import { TollgateError } from '../../core/errors.ts';
import { type KeptFile, strangePart, withKeptParts } from '../body/kept-parts.ts';

/** The files of a multipart reconciliation, in a folder of their own. */
export interface KeptRequest {
  readonly network: KeptFile;
  readonly bills: readonly KeptFile[];
  readonly traffic: readonly KeptFile[];
}

const EXAMPLE = 'For example curl -F file=@snapshot.json -F bill=@cur-00001.csv.gz -F bill=@cur-00002.csv.gz.';

/** Hands the parts to `use`. Throws TG1503, TG1510 for a missing or strange part, TG1006 for one that is too large. */
export async function withKeptRequest<T>(request: FastifyRequest, use: (kept: KeptRequest) => Promise<T>): Promise<T> {
  if (!request.isMultipart()) {
    throw new TollgateError('TG1503', 'A reconciliation is sent as multipart/form-data.', { hint: EXAMPLE });
  }
  return withKeptParts(request, ['file', 'bill', 'traffic'], ({ file, bill, traffic }) => {
    const [network, ...more] = file;
    if (!network || more.length > 0) throw strangePart(`It needs one part named file. ${EXAMPLE}`);
    if (bill.length === 0) throw strangePart(`It needs a part named bill. ${EXAMPLE}`);
    return use({ network, bills: bill, traffic });
  });
}
