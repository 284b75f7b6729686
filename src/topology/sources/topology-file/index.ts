import { missingReferences } from '../../missing-references.ts';
import type { TopologySource } from '../../topology-source.ts';
import { expandGroups } from './expand-groups.ts';
import { isTopologyDocument } from './schema.ts';

/** Loaded with the first topology file and kept: an import takes time even where the module is there already. */
let loading: Promise<typeof import('../../validate/read-topology.ts')> | undefined;

/** Tollgate's own topology document, YAML or JSON. */
export const topologyFile: TopologySource = {
  kind: 'topology-file',
  accepts: (document) => isTopologyDocument(document.value),
  read: async (written, options) => {
    const document = expandGroups(written);
    loading ??= import('../../validate/read-topology.ts');
    const { readTopology } = await loading;
    const place = { file: document.name, lineOf: (path: readonly PropertyKey[]) => document.lineOf(path) };
    const topology = readTopology(document.value, place, options.region);
    return { topology, findings: missingReferences(topology) };
  },
};
