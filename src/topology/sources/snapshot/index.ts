import type { TopologySource } from '../../topology-source.ts';
import { isSnapshot } from './schema.ts';

/** What a scan wrote: the network part. Its traffic is read beside it by `operations/inputs/measured.ts`. */
export const snapshot: TopologySource = {
  kind: 'snapshot',
  accepts: (document) => isSnapshot(document.value),
  read: async (document, options) => {
    const { readTopology } = await import('../../validate/read-topology.ts');
    const value = isSnapshot(document.value) ? document.value.topology : undefined;
    const place = {
      file: document.name,
      lineOf: (path: readonly PropertyKey[]) => document.lineOf(['topology', ...path]),
    };
    return { topology: readTopology(value, place, options.region), findings: [] };
  },
};
