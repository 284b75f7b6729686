import { type ReconciliationDocument, useReconciliation } from '../api/queries.ts';
import { LedgerLines } from '../bill/ledger.tsx';
import { compare, moneyText, percentText } from '../format/text.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { LevelTag } from '../parts/level.tsx';
import { Panel, ViewHead } from '../parts/panel.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { Waterfall, type WaterfallStep } from '../parts/waterfall.tsx';
import { useAddress } from '../search.ts';

const COMMAND = 'tollgate reconcile --path snapshot.json --bill export.csv.gz';

export function Bill() {
  const bill = useReconciliation();
  return (
    <>
      <ViewHead title="Bill" command={COMMAND} />
      {bill.data === null ? (
        <Empty
          title="No bill yet"
          says="Drop a CUR or FOCUS export (CSV, CSV.GZ or Parquet) onto the page to compare it with the model."
          command={COMMAND}
        />
      ) : (
        <Loaded query={bill} what="the bill">
          {(document) => <Compared document={document} />}
        </Loaded>
      )}
    </>
  );
}

type Line = ReconciliationDocument['lines'][number];

function Compared({ document }: { readonly document: ReconciliationDocument }) {
  const { currency, period, residual, residualShare, modelled, billed } = document;
  const isOpen = Math.abs(Number(residual)) >= 0.005;
  return (
    <div className="grid">
      <Panel title="Remainder" className="span-4">
        <p className={isOpen ? 'figure bad' : 'figure'}>{moneyText(residual, currency, true)}</p>
        <p>
          <LevelTag
            level={isOpen ? 'critical' : 'ok'}
            word={isOpen ? 'no cause explains it' : 'every cent has a cause'}
          />
        </p>
        <p className="muted">
          {percentText(residualShare)} of {moneyText(billed, currency)} billed,{' '}
          {period ? `${period.from} to ${period.to}` : 'no PrivateLink lines'}; modelled {moneyText(modelled, currency)}
        </p>
      </Panel>
      <Panel title="From modelled to billed" className="span-8">
        <Waterfall
          steps={stepsOf(document)}
          label={`From ${moneyText(modelled, currency)} modelled to ${moneyText(billed, currency)} billed`}
          currency={currency}
        />
      </Panel>
      <Panel title="By endpoint" className="span-12">
        <Lines document={document} />
      </Panel>
      <Panel title="Every line of the bill" className="span-6">
        <LedgerLines document={document} />
      </Panel>
      <Panel title="Beside the comparison" className="span-6">
        {document.beside.length + document.notUsage.length + document.findings.length === 0 && (
          <p className="muted">The bill holds nothing else.</p>
        )}
        <ul className="lines">
          {document.beside.map(({ product, billed: own }) => (
            <li key={product}>
              <span>{product}</span>
              <span className="number">{moneyText(own, currency)}</span>
              <span className="muted">shown, not compared</span>
            </li>
          ))}
          {document.notUsage.map(({ kind, amount }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: kinds repeat, and the list never changes its order
            <li key={`${kind} ${index}`}>
              <span>{kind}</span>
              <span className="number">{moneyText(amount, currency, true)}</span>
              <span className="muted">names no endpoint</span>
            </li>
          ))}
          {document.findings.map(({ code, message }) => (
            <li key={code + message}>
              <span className="wide">
                <code>{code}</code> {message}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function stepsOf({ modelled, causes, residual, billed, currency }: ReconciliationDocument): readonly WaterfallStep[] {
  let level = Number(modelled);
  const steps: WaterfallStep[] = [{ name: 'modelled', level, text: moneyText(modelled, currency) }];
  const ordered = causes.toSorted((a, b) => compare(b.amount.replace('-', ''), a.amount.replace('-', '')));
  for (const { cause, amount } of ordered) {
    level += Number(amount);
    steps.push({
      name: cause.replace('-', ' '),
      change: Number(amount),
      level,
      text: moneyText(amount, currency, true),
    });
  }
  level += Number(residual);
  steps.push({
    name: 'remainder',
    change: Number(residual),
    level,
    text: moneyText(residual, currency, true),
    isBad: Math.abs(Number(residual)) >= 0.005,
  });
  return [...steps, { name: 'billed', level: Number(billed), text: moneyText(billed, currency) }];
}

/** Parts of a cent are no remainder. */
const cents = (amount: string): string => Math.abs(Number(amount)).toFixed(2);

function Lines({ document }: { readonly document: ReconciliationDocument }) {
  const [{ q = '' }] = useAddress();
  const { currency, lines } = document;
  const amount = (id: 'modelled' | 'billed' | 'residual', header: string): Column<Line> => ({
    id,
    header: `${header}, ${currency}`,
    accessorFn: (line) => Number(line[id]),
    meta: { number: true },
    cell: ({ row: { original } }) => (
      <span title={original[id]}>{moneyText(original[id], currency, id === 'residual')}</span>
    ),
  });
  const columns: readonly Column<Line>[] = [
    {
      id: 'endpoint',
      header: 'Endpoint',
      accessorFn: ({ endpoint, region }) => endpoint ?? `all of ${region ?? 'the bill'}`,
    },
    { id: 'charge', header: 'Charge', accessorKey: 'charge' },
    amount('modelled', 'Modelled'),
    amount('billed', 'Billed'),
    amount('residual', 'Remainder'),
    { id: 'cause', header: 'Causes', accessorFn: ({ causes }) => causes.map(({ cause }) => cause).join(', ') },
    { id: 'status', header: 'Status', accessorFn: ({ status }) => status.replaceAll('-', ' ') },
  ];
  const rows = lines
    .filter(({ endpoint, charge }) => `${endpoint} ${charge}`.toLowerCase().includes(q.toLowerCase()))
    .toSorted((a, b) => compare(cents(b.residual), cents(a.residual)) || compare(b.billed, a.billed));
  return <DataTable label="Lines of the bill" rows={rows} columns={columns} />;
}
