import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { TollgateError } from '../../../core/errors.ts';
import { FindingLog } from '../../../core/finding.ts';
import { ledgerDocument } from '../../../report/ledger-document.ts';
import { snapshotSchema } from '../../../report/snapshot-document.ts';
import { findBills } from '../../../traffic/sources/billing-export/find-bills.ts';
import { parseExchangeRates } from '../../inputs/exchange-rates.ts';
import { reconcileReadBill } from '../../reconcile/reconciliation-document.ts';
import type { Services } from '../../services.ts';
import { inOneCurrency, ratesOfBill } from '../../shared/bill-currency.ts';
import { billFindings } from '../../shared/bill-findings.ts';
import { enterBill } from '../../shared/bill-ledger.ts';
import { readBill } from '../../shared/read-bill.ts';
import { joinSnapshots } from '../network/joined-network.ts';
import type { BillReading, BillRequest } from './bill-import.ts';
import { sumsOfBill } from './sums-of-bill.ts';

/** Reads the bills once: their sums, and their reconciliation with the newest scans. Undefined where they are the known version. */
export async function billReading(
  { paths, tag, exchangeRates, known, snapshots }: BillRequest,
  services: Pick<Services, 'rates' | 'readFile'>,
): Promise<BillReading | undefined> {
  const found = await findBills(paths);
  const version = await versionOf(found, [tag ?? '', ...exchangeRates]);
  if (version === known) return undefined;
  const bills = found.map(({ name, path }) => ({ name, path, read: () => services.readFile(path) }));
  const bill = await readBill(bills, tag === undefined ? undefined : { kind: 'tag', name: tag });
  const findings = new FindingLog();
  const rates = ratesOfBill(bill, parseExchangeRates(exchangeRates));
  const given = inOneCurrency(bill, new Map(), rates.size > 0 ? 'USD' : undefined, rates);
  const entered = enterBill(given.bill, new Map());
  billFindings(findings, given, entered.named, 'bills');
  const network = joinSnapshots(snapshots.map((text) => snapshotSchema.parse(JSON.parse(text))));
  const reconciliation =
    network &&
    (await reconcileReadBill(
      { network: { name: 'scans', value: network }, bills, exchangeRates: rates },
      bill,
      services,
    ).catch((error: unknown) => inOtherMoney(findings, error)));
  const sums = sumsOfBill(bill, given.currency, tag);
  return {
    version,
    periods: [...new Set(sums.map(({ period }) => period))].sort(),
    sums,
    ledger: reconciliation?.ledger ?? ledgerDocument(entered.ledger, given.currency),
    otherLedgers: reconciliation ? (reconciliation.otherLedgers ?? []) : given.foreign.map((each) => each.ledger),
    discounts: reconciliation?.discounts ?? [],
    findings: [...findings.findings],
    reconciliation: reconciliation && JSON.stringify(reconciliation),
  };
}

/** A bill in no currency of the prices is kept all the same, and not reconciled. */
function inOtherMoney(findings: FindingLog, error: unknown): undefined {
  if (!(error instanceof TollgateError) || error.code !== 'TG6004') throw error;
  findings.add('TG6065', 'bills', `The bill is kept and not reconciled: ${error.message}`);
  return undefined;
}

/** What the files hold, whatever they are called and whenever they were written; the tag and the exchange rates decide what is kept of them. */
async function versionOf(files: readonly { readonly path: string }[], settings: readonly string[]): Promise<string> {
  const whole = createHash('sha256').update(settings.join(' '));
  const each: string[] = [];
  for (const { path } of files) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    each.push(hash.digest('hex'));
  }
  return whole.update(each.sort().join('\n')).digest('hex');
}
