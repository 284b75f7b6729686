import type { TopologySource } from '../../topology-source.ts';
import { readTopology } from '../../validate/read-topology.ts';
import { isTopologyDocument } from './schema.ts';

/** Tollgate's own topology document, YAML or JSON. */
export const topologyFile: TopologySource = {
  kind: 'topology-file',
  accepts: (document) => isTopologyDocument(document.value),
  read: async (document, options) => ({
    topology: readTopology(
      document.value,
      { file: document.name, lineOf: (path) => document.lineOf(path) },
      options.region,
    ),
    findings: [],
  }),
};
