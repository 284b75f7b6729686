import { diffNetworks } from '../../operations/diff/diff-networks.ts';
import { loadSides } from '../../operations/diff/load-sides.ts';
import { withGates } from '../../operations/diff/with-gates.ts';
import { documentOf, type NetworkInput } from '../../operations/inputs/load-network.ts';
import { parseHours } from '../../operations/inputs/parse-hours.ts';
import { parsePoolGb } from '../../operations/inputs/pool-gb.ts';
import { atDiscount, parseDiscounts } from '../../operations/inputs/read-discounts.ts';
import type { Services } from '../../operations/services.ts';
import type { GateResult } from '../../report/diff-document.ts';
import type { Part } from '../estimates/estimate-task.ts';
import { trafficOfParts } from '../estimates/traffic-of-task.ts';
import { diffEnvelopeOf } from './diff-envelope.ts';
import { gatesOf } from './diff-options.ts';
import type { DiffTask } from './diff-task.ts';
import { renderDiff } from './render-diff.ts';

/** Whether the limits of a request are kept. */
export type GateVerdict = 'passed' | 'exceeded' | 'none';

export interface Compared {
  readonly text: string;
  readonly gate: GateVerdict;
}

/** One diff, from the bytes of a request to the text of its answer. Runs on the event loop or in a worker. */
export async function compareTask(task: DiffTask, services: Services): Promise<Compared> {
  const body = await documentOf(inputOf(task.head));
  const envelope = task.base ? undefined : diffEnvelopeOf(body);
  // What the request line says wins over what the body says.
  const options = { ...envelope?.options, ...task.options };
  const gates = gatesOf(options);
  const { region, parameters, poolGb } = options;
  const sides = await loadSides({
    head: envelope ? { name: 'head', value: envelope.head } : body,
    base: envelope?.base ? { name: 'base', value: envelope.base } : task.base && inputOf(task.base),
    headOptions: { region, parameters, poolGb: poolGb && parsePoolGb(poolGb) },
  });
  const result = await diffNetworks(
    [{ ...sides, traffic: trafficOfParts(task, envelope?.usage) }],
    {
      hours: options.hours === undefined ? undefined : parseHours(options.hours),
      billingDate: options.billingDate,
      generatedAt: services.now(),
    },
    atDiscount(services, parseDiscounts(options.discount ?? [])).rates,
  );
  const diff = withGates(result, gates);
  return { text: await renderDiff({ ...result, diff }, task.format, options.title), gate: gateOf(diff.gates) };
}

function gateOf(gates: readonly GateResult[]): GateVerdict {
  if (gates.length === 0) return 'none';
  return gates.every((gate) => gate.passed) ? 'passed' : 'exceeded';
}

const inputOf = ({ name, bytes }: Part): NetworkInput => ({ name, content: bytes });
