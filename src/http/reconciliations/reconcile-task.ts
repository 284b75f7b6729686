import { type ReconcileRequest, reconciliationDocument } from '../../operations/reconcile/reconciliation-document.ts';
import type { Services } from '../../operations/services.ts';
import { drawView } from '../../report/formats/index.ts';
import { viewReconciliation } from '../../report/views/reconciliation.ts';
import type { KeptFile } from '../body/kept-parts.ts';
import type { EstimateFormat } from '../estimates/formats.ts';

/** A reconciliation as plain data: it may run in a worker. */
export interface ReconcileTask {
  readonly network: KeptFile;
  readonly bills: readonly KeptFile[];
  readonly traffic: readonly KeptFile[];
  readonly region?: string | undefined;
  readonly byDay?: boolean | undefined;
  readonly format: Exclude<EstimateFormat, 'infracost'>;
}

/** Runs a reconciliation, until the signal is aborted. */
export type ReconciliationRunner = (task: ReconcileTask, signal: AbortSignal) => Promise<Uint8Array>;

/** Reconciles, and writes the answer in the format asked for. */
export async function reconcileTask(task: ReconcileTask, services: Services): Promise<string> {
  const file = ({ name, path }: KeptFile) => ({ name, path, read: () => services.readFile(path) });
  const request: ReconcileRequest = {
    network: { name: task.network.name, content: await services.readFile(task.network.path) },
    networkOptions: { region: task.region },
    files: task.traffic.map(file),
    bills: task.bills.map(file),
    byDay: task.byDay,
  };
  const document = await reconciliationDocument(request, services);
  return task.format === 'json' ? JSON.stringify(document) : drawView(task.format, viewReconciliation(document));
}
