import { type Finding, finding } from '../../../core/finding.ts';
import type { InputDocument } from '../../../core/input-document.ts';
import type { TopologyReading, TopologyReadOptions } from '../../topology-source.ts';
import { readPlan } from '../terraform-plan/read.ts';
import { hasUnknown, isRecord, listOf, own, recordOf, type Values } from '../terraform-plan/words.ts';
import { Expressions } from './expressions.ts';
import { loadModules } from './load-modules.ts';
import { MadeUpIds } from './made-up.ts';
import { ModuleInstance } from './module-instance.ts';
import { Notes } from './notes.ts';
import { PlannedValues } from './planned-values.ts';
import { changesOf } from './to-plan.ts';

/**
 * Reads a plan beside the folder of source that it was made from: expressions are evaluated with the variables, data sources and attributes
 * that the plan knows, and settle what it leaves unknown before apply. What the plan states stays as it is. A resource that the folder gives
 * other values than the plan is not settled, with a finding (TG1185).
 */
export async function readSettledPlan(document: InputDocument, options: TopologyReadOptions): Promise<TopologyReading> {
  const { source: given } = options;
  const plan = recordOf(document.value);
  if (!given || options.side === 'before') return readPlan(document, options);
  const expressions = new Expressions();
  const { root: source } = await loadModules(given.folder, expressions, given.name);
  const planned = new PlannedValues(plan);
  for (const value of planned.variables.values()) await expressions.add(value);
  const ids = new MadeUpIds();
  const notes = new Notes(document.name);
  const root = new ModuleInstance(source, { expressions, notes, ids, variables: planned.variables, planned });
  const evaluated = new Map(changesOf(root).map((each) => [String(recordOf(each).address), recordOf(each)]));
  const findings: Finding[] = [];
  const changes = listOf(plan.resource_changes).map((each) => settled(recordOf(each), evaluated, findings));
  const reading = await readPlan({ ...document, value: { ...plan, resource_changes: changes } }, options);
  return { topology: ids.withAddresses(reading.topology), findings: [...findings, ...reading.findings] };
}

/** Lists that hold what the source says and nothing else, though the provider may compute them: not set is empty. */
const CONFIGURED: Readonly<Record<string, readonly string[]>> = {
  aws_vpc_endpoint: ['subnet_ids', 'subnet_configuration'],
  aws_lb: ['subnets', 'subnet_mapping'],
  aws_route53_zone: ['vpc'],
};

/** A change with the attributes that it leaves unknown as the source has them. */
function settled(change: Values, evaluated: ReadonlyMap<string, Values>, findings: Finding[]): Values {
  const address = String(change.address);
  const theirs = recordOf(evaluated.get(address)?.change);
  const ours = recordOf(change.change);
  if (!isRecord(theirs.after) || !isRecord(ours.after)) return change;
  const other = differing(ours, theirs);
  if (other !== undefined) {
    const message = `The folder gives ${address} another ${other} than the plan: it has changed since, so it settles nothing of it.`;
    findings.push(finding('TG1185', address, message, { address }));
    return change;
  }
  const after: Record<string, unknown> = { ...ours.after };
  const unknown: Record<string, unknown> = { ...recordOf(ours.after_unknown) };
  const marks = recordOf(theirs.after_unknown);
  const unset = (CONFIGURED[String(change.type)] ?? []).map((name) => [name, []] as const);
  for (const [name, value] of [...unset, ...Object.entries(theirs.after)]) {
    if (!hasUnknown(own(recordOf(ours.after_unknown), name))) continue;
    after[name] = value;
    unknown[name] = own(marks, name) ?? false;
  }
  return { ...change, change: { ...ours, after, after_unknown: unknown } };
}

/** An attribute that both know and give other texts or numbers. */
function differing(ours: Values, theirs: Values): string | undefined {
  const marks = recordOf(ours.after_unknown);
  return Object.entries(recordOf(theirs.after)).find(([name, value]) => {
    const planned = own(recordOf(ours.after), name);
    if (name === 'region' || hasUnknown(own(marks, name)) || hasUnknown(own(recordOf(theirs.after_unknown), name)))
      return false;
    if (value === null || planned === null || planned === undefined) return false;
    return typeof value !== 'object' && typeof planned !== 'object' && String(planned) !== String(value);
  })?.[0];
}
