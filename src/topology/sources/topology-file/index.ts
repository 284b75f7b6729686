import type { TopologySource } from '../../topology-source.ts';
import { isTopologyDocument } from './schema.ts';

/** Tollgate's own topology document, YAML or JSON. */
export const topologyFile: TopologySource = {
  kind: 'topology-file',
  accepts: (document) => isTopologyDocument(document.value),
  read: async (document, options) => {
    const { readTopology } = await import('../../validate/read-topology.ts');
    const place = { file: document.name, lineOf: (path: readonly PropertyKey[]) => document.lineOf(path) };
    return { topology: readTopology(document.value, place, options.region), findings: [] };
  },
};
