import type { Topology } from '../topology.ts';
import { checkEndpoints } from './check-endpoints.ts';
import { checkFlows } from './check-flows.ts';
import { checkOthers } from './check-others.ts';
import { type DocumentPlace, errorOf, type InputIssue } from './issues.ts';
import { topologyOf } from './shape.ts';

/**
 * Reads a parsed topology document: shape, then meaning. Pure. `region` serves entries that name none, after the document's
 * own. Throws TG1005 (shape), TG1013 (prototype key), TG1101 (id twice), TG1102 (Region), TG1103 (zone) or TG1104 (reference).
 */
export function readTopology(value: unknown, place: DocumentPlace, region?: string): Topology {
  const stated = topologyOf(value, place);
  const topology = stated.region === undefined && region !== undefined ? { ...stated, region } : stated;
  const issues: InputIssue[] = [];
  const ids = checkEndpoints(topology, issues);
  checkOthers(topology, issues);
  checkFlows(topology, ids, issues);
  if (issues.length > 0) throw errorOf(issues, place);
  return topology;
}
