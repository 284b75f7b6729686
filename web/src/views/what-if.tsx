import { useMemo } from 'react';
import { grouped } from '../../../src/report/words.ts';
import { type EstimateDocument, type PlanDocument, type Topology, usePlan } from '../api/queries.ts';
import { amountText, compare, moneyText, sum } from '../format/text.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Panel, ViewHead } from '../parts/panel.tsx';
import { saveText } from '../parts/save.ts';
import { Loaded } from '../parts/states.tsx';
import { Waterfall, type WaterfallStep } from '../parts/waterfall.tsx';
import { useAddress } from '../search.ts';
import { Compared as KeptVariants } from '../what-if/compared.tsx';
import { Editor } from '../what-if/editor.tsx';
import { applyEdits, type Edit, readEdits, writeEdits } from '../what-if/edits.ts';
import { Follows } from '../what-if/follows.tsx';
import { Replan } from '../what-if/replan.tsx';
import { usePriced } from '../worker/use-priced.ts';

export function WhatIf() {
  const plan = usePlan();
  return (
    <Loaded query={plan} what="the network">
      {({ topologyToday, rules }) => <Variant base={topologyToday} rules={rules} />}
    </Loaded>
  );
}

/** The network with edits, priced by the model in a worker while they are made. */
function Variant({ base, rules }: { readonly base: Topology; readonly rules: PlanDocument['rules'] }) {
  const [search, change] = useAddress();
  const edits = readEdits(search.edits);
  const variant = useMemo(() => applyEdits(base, readEdits(search.edits)), [base, search.edits]);
  const before = usePriced(base, 'base');
  const after = usePriced(variant, `variant ${search.edits ?? ''}`);
  const set = (next: readonly Edit[]): void => change({ edits: writeEdits(next) });
  return (
    <>
      <ViewHead title="What-if" command="tollgate scenarios --path snapshot.json --path what-if.json">
        <button
          type="button"
          onClick={() => saveText('what-if.json', 'application/json', `${JSON.stringify(variant, null, 2)}\n`)}
        >
          Save topology file
        </button>
      </ViewHead>
      <ul className="chips" aria-label="Edits">
        {edits.map((edit, index) => (
          <li key={wordsOf(edit)}>
            {wordsOf(edit)}
            <button
              type="button"
              aria-label={`Undo: ${wordsOf(edit)}`}
              onClick={() => set(edits.filter((_, place) => place !== index))}
            >
              ×
            </button>
          </li>
        ))}
        {edits.length === 0 && <li className="muted">No edits: the variant is today's network.</li>}
        {edits.length > 1 && (
          <li>
            <button type="button" className="link" onClick={() => set([])}>
              Undo all
            </button>
          </li>
        )}
      </ul>
      <div className="grid">
        <Panel title="Edit" className="span-4">
          <Editor topology={variant} onEdit={(edit) => set([...edits, edit])} />
          <Replan variant={variant} edits={edits} onEdit={(edit) => set([...edits, edit])} />
        </Panel>
        <div className="span-8 stack">
          <Loaded query={before} what="today's price">
            {(today) => (
              <Loaded query={after} what="the variant's price">
                {(next) => <Compared today={today} next={next} />}
              </Loaded>
            )}
          </Loaded>
          <Follows base={base} variant={variant} rules={rules} />
          <KeptVariants base={base} edits={search.edits} />
        </div>
      </div>
    </>
  );
}

export function wordsOf(edit: Edit): string {
  switch (edit.kind) {
    case 'zones':
      return `${edit.endpoint} in ${edit.azs.join(', ')}`;
    case 'gb':
      return `${edit.endpoint} carries ${grouped(edit.gb)} GB`;
    case 'drop':
      return `without ${edit.endpoint}`;
    case 'add':
      return `+ ${edit.service} in ${edit.vpc}, ${grouped(edit.gb)} GB`;
    case 'scale':
      return `traffic × ${edit.factor}`;
    case 'vpc':
      return `+ VPC ${edit.name} like ${edit.like}`;
    case 'region':
      return `prices of ${edit.to}`;
    default:
      return `${edit.kind} ${edit.word}`;
  }
}

interface Row {
  readonly id: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly delta: string;
}

function Compared({ today, next }: { readonly today: EstimateDocument; readonly next: EstimateDocument }) {
  const { currency } = today;
  const rows = rowsOf(today, next);
  const delta = sum([next.totals.monthly, negative(today.totals.monthly)]);
  return (
    <>
      <Panel title="Cost a month">
        <p className="summary">
          <strong className="figure" data-figure="variant" title={next.totals.monthly}>
            {amountText(next.totals.monthly, next.totals.unknownLines, currency)}
          </strong>{' '}
          <span className="number" data-figure="delta">
            {moneyText(delta, currency, true)}
          </span>{' '}
          <span className="muted">
            against {amountText(today.totals.monthly, today.totals.unknownLines, currency)} today
          </span>
        </p>
        <Waterfall steps={stepsOf(today, next)} label="From today to the variant" currency={currency} />
      </Panel>
      <Panel title="What changes">
        {rows.length === 0 ? (
          <p className="muted">Nothing yet. Choose an edit at the left; the cost follows at once.</p>
        ) : (
          <DataTable label="What changes" rows={rows} columns={columnsOf(currency)} />
        )}
      </Panel>
    </>
  );
}

const negative = (amount: string): string => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`);

function rowsOf(today: EstimateDocument, next: EstimateDocument): readonly Row[] {
  const costs = ({ endpoints, resources }: EstimateDocument) =>
    new Map([...endpoints, ...resources].map(({ id, monthly }) => [id, monthly]));
  const [a, b] = [costs(today), costs(next)];
  return [...new Set([...a.keys(), ...b.keys()])]
    .map((id) => ({
      id,
      before: a.get(id),
      after: b.get(id),
      delta: sum([b.get(id) ?? '0', negative(a.get(id) ?? '0')]),
    }))
    .filter(({ delta, before, after }) => compare(delta, '0') !== 0 || (before === undefined) !== (after === undefined))
    .sort((x, y) => compare(y.delta.replace('-', ''), x.delta.replace('-', '')));
}

function columnsOf(currency: string): readonly Column<Row>[] {
  const amount = (id: 'before' | 'after', header: string): Column<Row> => ({
    id,
    header,
    accessorFn: (row) => Number(row[id] ?? 0),
    meta: { number: true },
    cell: ({ row: { original } }) => (original[id] === undefined ? '–' : moneyText(original[id] ?? '0', currency)),
  });
  return [
    { id: 'id', header: 'Endpoint or resource', accessorKey: 'id' },
    amount('before', `Today, ${currency}`),
    amount('after', `Variant, ${currency}`),
    {
      id: 'delta',
      header: `Change, ${currency}`,
      accessorFn: ({ delta }) => Number(delta),
      meta: { number: true },
      cell: ({ row: { original } }) => moneyText(original.delta, currency, true),
    },
  ];
}

/** By charge: what each adds or takes away. */
function stepsOf(today: EstimateDocument, next: EstimateDocument): readonly WaterfallStep[] {
  const byCharge = ({ endpoints, resources }: EstimateDocument) => {
    const lines = [...endpoints, ...resources].flatMap(({ lines: own }) => own);
    return new Map(
      [...Map.groupBy(lines, ({ charge }) => charge)].map(([charge, own]) => [
        charge,
        sum(own.map(({ monthly = '0' }) => monthly)),
      ]),
    );
  };
  const [a, b] = [byCharge(today), byCharge(next)];
  let level = Number(today.totals.monthly);
  const steps: WaterfallStep[] = [{ name: 'today', level, text: moneyText(today.totals.monthly, today.currency) }];
  for (const charge of new Set([...a.keys(), ...b.keys()])) {
    const change = sum([b.get(charge) ?? '0', negative(a.get(charge) ?? '0')]);
    if (Math.abs(Number(change)) < 0.005) continue;
    level += Number(change);
    steps.push({
      name: charge.replaceAll('-', ' '),
      change: Number(change),
      level,
      text: moneyText(change, today.currency, true),
    });
  }
  return [
    ...steps,
    { name: 'variant', level: Number(next.totals.monthly), text: moneyText(next.totals.monthly, today.currency) },
  ];
}
