import { counted } from '../../core/counted.ts';
import { bills, networkInputs } from '../inputs/catalogue.ts';
import { trafficFileOf } from '../inputs/given.ts';
import { givenNetwork } from '../inputs/given-network.ts';
import { operation } from '../operation.ts';
import { billCurrencyOptions, listOptions, option, readOptions } from '../options/common.ts';
import { flag, share } from '../options/schemas.ts';

/** Lines listed one by one where not all are shown. */
const LISTED = 100;

export const reconcile = operation({
  name: 'reconcile',
  command: ['reconcile'],
  summary: 'compare a bill with what the model says, and name why they differ',
  document: 'reconciliation',
  noun: 'a reconciliation',
  inputs: {
    ...networkInputs,
    bills: {
      ...bills,
      required: true,
      hint: "Give the files of a billing export, for example --bill 'export/*.parquet' or -F bill=@cur-00001.csv.gz.",
    },
  },
  options: {
    ...readOptions,
    byDay: option({ schema: flag, says: 'show every day of every line (json)' }),
    maxResidual: option({
      schema: share,
      says: 'most of the bill that may stay unexplained, such as 0.5%: the command ends with 2, the service says tollgate-gate: exceeded',
      value: 'share',
    }),
    ...billCurrencyOptions,
    ...listOptions,
  },
  rest: {
    path: '/v1/reconciliations',
    tag: 'reconciliations',
    operationId: 'createReconciliation',
    summary: 'Compare a bill with what the model says',
    description:
      'Takes a network (part file) and the files of one bill (part bill, repeated): CUR legacy or 2.0, FOCUS 1.0 to 1.4 as ' +
      'CSV, CSV.GZ, zip or Parquet. Answers with every difference split into named causes, and what none explains; its ledger has every line in one part.',
    errors: ['TG1302', 'TG6002', 'TG6003', 'TG6004', 'TG6008', 'TG6012'],
    examples: [],
  },
  run: async (inputs, options, ports) => {
    const { reconciliationDocument } = await import('./reconciliation-document.ts');
    const { parseExchangeRates } = await import('../inputs/exchange-rates.ts');
    const request = {
      ...(await givenNetwork(inputs, options)),
      bills: (inputs.bills ?? []).map(trafficFileOf),
      byDay: options.byDay,
      exchangeRates: parseExchangeRates(options.exchangeRate ?? []),
    };
    return { document: await reconciliationDocument(request, ports) };
  },
  view: async (document, { all }, { isShort }) => {
    const { viewReconciliation } = await import('../../report/views/reconciliation.ts');
    return viewReconciliation(document, { maxEndpoints: isShort && all !== true ? LISTED : undefined });
  },
  judge: ({ residualShare, bill }, { maxResidual }) => ({
    exceeded: maxResidual === undefined ? [] : [...residualExceeded(residualShare, maxResidual, bill.rejectedLines)],
    judged: maxResidual !== undefined,
  }),
});

/** What keeps a bill from being explained: too much of it is not, or some lines cannot be read, so that nobody knows. */
function* residualExceeded(share: number, most: number, rejected: number): Generator<string> {
  if (share > most) yield 'The unexplained share of the bill exceeds --max-residual.';
  if (rejected > 0) yield `The unexplained share of the bill is unknown: ${counted(rejected, 'line')} cannot be read.`;
}
