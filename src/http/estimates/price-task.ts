import { TollgateError } from '../../core/errors.ts';
import type { InputDocument } from '../../core/input-document.ts';
import { parseGroupKey } from '../../model/group-key.ts';
import { documentOf, loadNetwork } from '../../operations/inputs/load-network.ts';
import { loadTraffic } from '../../operations/inputs/load-traffic.ts';
import { parseHours } from '../../operations/inputs/parse-hours.ts';
import { parsePoolGb } from '../../operations/inputs/pool-gb.ts';
import { atDiscount, parseDiscounts } from '../../operations/inputs/read-discounts.ts';
import { isSavedEstimate, readSavedEstimate } from '../../operations/inputs/saved-estimate.ts';
import type { Services } from '../../operations/services.ts';
import { estimateNetwork } from '../../operations/shared/estimate-network.ts';
import { buildReport } from '../../report/build-report.ts';
import type { EstimateDocument } from '../../report/report.ts';
import { envelopeOf } from './envelope.ts';
import type { EstimateTask } from './estimate-task.ts';
import { renderEstimate } from './render.ts';
import { trafficOf } from './traffic-of-task.ts';

/** One estimate, from the bytes of a request to the text of its answer. Runs on the event loop or in a worker. */
export async function priceTask(task: EstimateTask, services: Services): Promise<string> {
  const body = await documentOf({ name: task.document.name, content: task.document.bytes });
  const document = await (isSavedEstimate(body) ? savedEstimate(body, task) : priced(body, task, services));
  return renderEstimate(document, task.format, services.now());
}

async function priced(body: InputDocument, task: EstimateTask, given: Services): Promise<EstimateDocument> {
  const envelope = envelopeOf(body);
  // What the request line says wins over what the body says.
  const options = { ...envelope?.options, ...task.options };
  const services = atDiscount(given, parseDiscounts(options.discount ?? []));
  const reading = await loadNetwork(envelope ? { name: 'document', value: envelope.document } : body, {
    kind: task.kind ?? envelope?.kind,
    region: options.region,
    poolGb: options.poolGb && parsePoolGb(options.poolGb),
  });
  const traffic = trafficOf(task, envelope);
  const estimate = await estimateNetwork(
    {
      reading,
      traffic: traffic && (await loadTraffic(traffic, reading.topology)),
      hours: options.hours === undefined ? undefined : parseHours(options.hours),
      billingDate: options.billingDate,
    },
    services.rates,
  );
  return buildReport(estimate, services.rates.kind, { groupBy: options.groupBy?.map(parseGroupKey) });
}

/** A saved estimate is priced already: it is only drawn anew, and what would change its price is refused. */
async function savedEstimate(
  body: InputDocument,
  { options, usage, traffic }: EstimateTask,
): Promise<EstimateDocument> {
  if (usage ?? traffic ?? Object.values(options).some((value) => value !== undefined)) {
    throw new TollgateError('TG1012', 'The document is a saved estimate, which is priced already.', {
      hint: 'Send the network it came from, or leave out what changes its price.',
    });
  }
  return readSavedEstimate(body);
}
