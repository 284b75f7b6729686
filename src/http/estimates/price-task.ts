import { estimateNetwork } from '../../analysis/estimate.ts';
import { documentOf, loadNetwork } from '../../analysis/load-network.ts';
import { loadTraffic } from '../../analysis/load-traffic.ts';
import { parseHours } from '../../analysis/parse-hours.ts';
import { parsePoolGb } from '../../analysis/pool-gb.ts';
import type { Services } from '../../analysis/services.ts';
import { buildReport } from '../../report/build-report.ts';
import { envelopeOf } from './envelope.ts';
import type { EstimateTask } from './estimate-task.ts';
import { renderEstimate } from './render.ts';
import { trafficOf } from './traffic-of-task.ts';

/** One estimate, from the bytes of a request to the text of its answer. Runs on the event loop or in a worker. */
export async function priceTask(task: EstimateTask, services: Services): Promise<string> {
  const body = await documentOf({ name: task.document.name, content: task.document.bytes });
  const envelope = envelopeOf(body);
  // What the request line says wins over what the body says.
  const options = { ...envelope?.options, ...task.options };
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
  return renderEstimate(buildReport(estimate, services.rates.kind), task.format, services.now());
}
