import { basename } from 'node:path';
import { snapshotSchema } from '../../../report/snapshot-document.ts';
import { isSnapshot } from '../../../topology/sources/snapshot/schema.ts';
import { documentOf, loadNetwork } from '../../inputs/load-network.ts';
import type { NetworkInUse } from './network-in-use.ts';

/** A file as the page shows it: a snapshot with its traffic, any other network as a topology. Throws what reading a network throws. */
export async function openedNetwork(input: {
  readonly name: string;
  readonly content: Uint8Array;
}): Promise<NetworkInUse> {
  const document = await documentOf(input);
  const { topology } = await loadNetwork(document);
  const name = basename(input.name);
  if (!isSnapshot(document.value)) return { origin: 'file', name, capturedAt: null, network: topology };
  const network = snapshotSchema.parse(document.value);
  return { origin: 'file', name, capturedAt: network.capturedAt, network };
}
