import type { Finding } from '../../../core/finding.ts';
import type { InputDocument } from '../../../core/input-document.ts';
import type { TopologyReading, TopologyReadOptions } from '../../topology-source.ts';
import { loadDeployment } from './deployment.ts';
import { noteInto } from './note.ts';
import { toTopology } from './to-topology.ts';
import { noteUnusedParameters } from './unused-parameters.ts';

/** Reads every stack of the input. Throws TG1005, TG1102, TG1120 or TG1121; everything else that is wrong is a finding. */
export async function readStacks(document: InputDocument, options: TopologyReadOptions): Promise<TopologyReading> {
  const findings: Finding[] = [];
  const note = noteInto(findings);
  const stacks = await loadDeployment(document, options, note);
  const topology = toTopology(stacks, note);
  noteUnusedParameters(stacks, options.parameters ?? {}, note);
  return { topology, findings };
}
