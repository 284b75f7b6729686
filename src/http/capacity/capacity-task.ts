import type { InputDocument } from '../../core/input-document.ts';
import { forecastDocument } from '../../operations/forecast/forecast-document.ts';
import { headroomDocument } from '../../operations/headroom/headroom-document.ts';
import type { CapacityRequest } from '../../operations/inputs/capacity-inputs.ts';
import { documentOf } from '../../operations/inputs/load-network.ts';
import { atDiscount, parseDiscounts } from '../../operations/inputs/read-discounts.ts';
import type { Services } from '../../operations/services.ts';
import { drawView } from '../../report/formats/index.ts';
import type { View } from '../../report/view.ts';
import { viewForecast } from '../../report/views/forecast.ts';
import { viewHeadroom } from '../../report/views/headroom.ts';
import type { Part } from '../estimates/estimate-task.ts';
import type { EstimateFormat } from '../estimates/formats.ts';
import { trafficOfParts } from '../estimates/traffic-of-task.ts';
import { type PlanOptions, planSettings } from '../recommendations/plan-options.ts';
import {
  capacityEnvelopeOf,
  forecastEnvelopeSchema,
  headroomEnvelopeSchema,
  planEnvelopeSchema,
} from './capacity-envelope.ts';
import type { ForecastOptions, HeadroomOptions } from './capacity-options.ts';
import { rowsAsFile } from './traffic-rows.ts';

export type CapacityFormat = Exclude<EstimateFormat, 'infracost'>;

/** Everything headroom, a forecast or a plan needs, as plain data that can be handed to a worker thread. */
export type CapacityTask = {
  readonly document: Part;
  /** Infracost usage file. */
  readonly usage?: Part | undefined;
  /** Throughput file: CSV or Parquet. */
  readonly traffic?: Part | undefined;
  readonly kind?: string | undefined;
  readonly format: CapacityFormat;
} & (
  | { readonly subject: 'headroom'; readonly options: HeadroomOptions }
  | { readonly subject: 'forecast'; readonly options: ForecastOptions }
  | {
      readonly subject: 'plan';
      readonly options: PlanOptions;
      /** Longest search, in seconds. */
      readonly mostSeconds: number;
    }
);

/** Runs a task, until the signal is aborted. */
export type CapacityRunner = (task: CapacityTask, signal: AbortSignal) => Promise<Uint8Array>;

/** Every part with bytes. */
export const partsOfCapacity = ({ document, usage, traffic }: CapacityTask): readonly Part[] =>
  [document, usage, traffic].filter((part) => part !== undefined);

/** One answer, from the bytes of a request to its text. */
export async function capacityTask(task: CapacityTask, services: Services): Promise<string> {
  const body = await documentOf({ name: task.document.name, content: task.document.bytes });
  // What the request line says wins over what the body says.
  if (task.subject === 'headroom') {
    const envelope = capacityEnvelopeOf(body, headroomEnvelopeSchema);
    const options = { ...envelope?.options, ...task.options };
    const document = await headroomDocument(requestOf(task, body, envelope, options.region), options);
    return textOf(task.format, document, viewHeadroom);
  }
  if (task.subject === 'plan') return planTask(task, body, services);
  const envelope = capacityEnvelopeOf(body, forecastEnvelopeSchema);
  const options = { ...envelope?.options, ...task.options };
  const paid = atDiscount(services, parseDiscounts(options.discount ?? []));
  const document = await forecastDocument(requestOf(task, body, envelope, options.region), options, paid);
  return textOf(task.format, document, viewForecast);
}

/** The plan and its solver are loaded where one is asked for, not for headroom. */
async function planTask(
  task: Extract<CapacityTask, { subject: 'plan' }>,
  body: InputDocument,
  services: Services,
): Promise<string> {
  const [{ planDocument }, { viewPlan }] = await Promise.all([
    import('../../operations/recommend/plan-document.ts'),
    import('../../report/views/plan.ts'),
  ]);
  const envelope = capacityEnvelopeOf(body, planEnvelopeSchema);
  const options = { ...envelope?.options, ...task.options };
  const settings = { ...planSettings(options, task.mostSeconds), asOf: services.now().toISOString() };
  const document = await planDocument(requestOf(task, body, envelope, options.region), settings, services);
  return textOf(task.format, document, viewPlan);
}

interface Envelope {
  readonly kind?: string | undefined;
  readonly document: object;
  readonly traffic?: Parameters<typeof rowsAsFile>[0] | undefined;
  readonly usage?: object | undefined;
}

function requestOf(
  task: CapacityTask,
  body: InputDocument,
  envelope: Envelope | undefined,
  region: string | undefined,
): CapacityRequest {
  const traffic = trafficOfParts(task, envelope?.usage);
  return {
    network: envelope ? { name: 'document', value: envelope.document } : body,
    networkOptions: { kind: task.kind ?? envelope?.kind, region },
    usageFile: traffic?.usageFile,
    files: [...(traffic?.files ?? []), ...(envelope?.traffic ? [rowsAsFile(envelope.traffic)] : [])],
  };
}

const textOf = async <Document>(
  format: CapacityFormat,
  document: Document,
  view: (document: Document) => View,
): Promise<string> => (format === 'json' ? JSON.stringify(document) : drawView(format, view(document)));
