import { regionNamed } from '../../core/regions.ts';
import { LISTED_REGIONS } from '../../core/usage-type.ts';
import { verifyRates } from '../../operations/rates/verify-rates.ts';
import type { Services } from '../../operations/services.ts';
import type { LiveRateSourceKind } from '../../rates/registry.ts';
import { viewRateVerification } from '../../report/views/rate-verification.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { type DocumentOutput, writeDocument } from './write-document.ts';

export interface VerifyRatesOptions extends DocumentOutput {
  /** Absent = every Region that a price list can be asked for. */
  readonly region?: readonly string[] | undefined;
  /** Compare with the live price list, too. */
  readonly live?: boolean | undefined;
  readonly source?: LiveRateSourceKind | undefined;
}

/**
 * Checks the rates on disk, and with `live` whether the price list still says the same. Ends with 1 when something is not in
 * order, after the print. Throws TG1102 or TG1514.
 */
export async function runVerifyRates(
  { region, live, source, ...output }: VerifyRatesOptions,
  host: Host,
  { rates, rateStore, liveRates }: Services,
): Promise<ExitCode> {
  const regions = region?.map((name) => regionNamed(name).region) ?? LISTED_REGIONS;
  const ports = { rates, store: rateStore, live: live === true ? await liveRates(source) : undefined };
  const document = await verifyRates(regions, ports, host.signal);
  await writeDocument(document, () => viewRateVerification(document), output, host);
  return document.ok ? EXIT.done : EXIT.error;
}
