import { reconciliationDocument } from '../../operations/reconcile/reconciliation-document.ts';
import type { Services } from '../../operations/services.ts';
import { viewReconciliation } from '../../report/views/reconciliation.ts';
import { type CapacityFileOptions, capacityRequest } from '../capacity/capacity-request.ts';
import { type PrintOptions, printDocument } from '../capacity/print-document.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';

export interface ReconcileOptions extends CapacityFileOptions, PrintOptions {
  readonly bill: readonly string[];
  readonly byDay?: boolean | undefined;
  /** Residual as a share of the bill above which the command ends with 2. */
  readonly maxResidual?: number | undefined;
}

/** Reconciles a bill and prints it; with `--max-residual` what nothing explains decides the exit code, after the print. */
export async function runReconcile(options: ReconcileOptions, host: Host, services: Services): Promise<ExitCode> {
  const { findBills } = await import('../../traffic/sources/billing-export/find-bills.ts');
  const bills = (await findBills(options.bill)).map(({ name, path }) => ({
    name,
    path,
    read: () => services.readFile(path),
  }));
  const request = { ...(await capacityRequest(options, host, services)), bills, byDay: options.byDay };
  const document = await reconciliationDocument(request, services);
  await printDocument(document, viewReconciliation, options, host);
  if (options.maxResidual === undefined || document.residualShare <= options.maxResidual) return EXIT.done;
  await host.stderr.write('The unexplained share of the bill exceeds --max-residual.\n');
  return EXIT.gateExceeded;
}
