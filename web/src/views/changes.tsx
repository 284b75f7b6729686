import { type DiffDocument, type Kept, useDiffs, useNetwork } from '../api/queries.ts';
import { ChangesChart } from '../changes/chart.tsx';
import { deltaText, gatesOf, sumOf } from '../changes/delta.ts';
import { ageText, compare, counted, moneyText } from '../format/text.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { LevelTag } from '../parts/level.tsx';
import { Panel, ViewHead } from '../parts/panel.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { useAddress } from '../search.ts';

type Change = Kept<DiffDocument>;

const COMMAND = 'curl -F head=@plan.json -F base=@base.json "$TOLLGATE_URL/v1/diffs?keep=$REPO%23$PULL"';

export function Changes() {
  const diffs = useDiffs();
  const network = useNetwork();
  const nothing = (
    <Empty title="No changes yet" says="The service keeps the diffs that CI posts with a name." command={COMMAND} />
  );
  return (
    <>
      <ViewHead title="Changes" command="tollgate diff --path plan.json --compare-to base.json" />
      {network.data?.origin === 'file' && diffs.data === undefined ? (
        nothing
      ) : (
        <Loaded query={diffs} what="the changes">
          {(all) => (all.length === 0 ? nothing : <List all={all} />)}
        </Loaded>
      )}
    </>
  );
}

function Gates({ document }: { readonly document: DiffDocument }) {
  const said = gatesOf(document);
  return said ? <LevelTag {...said} /> : <span className="muted">none set</span>;
}

/** Whoever changes most: the endpoint or resource and its VPC. */
const largestOf = ({ changes }: DiffDocument): DiffDocument['changes'][number] | undefined =>
  changes.toSorted((a, b) => compare(b.delta.monthly.replace('-', ''), a.delta.monthly.replace('-', '')))[0];

function List({ all }: { readonly all: readonly Change[] }) {
  const [{ sel, q = '' }, change] = useAddress();
  const rows = all.filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()));
  const chosen = all.find(({ id }) => id === sel);
  const currency = all[0]?.document.currency ?? 'USD';
  const own = all.filter(({ document }) => document.currency === currency);
  const columns: readonly Column<Change>[] = [
    {
      id: 'name',
      header: 'Change',
      accessorKey: 'name',
      cell: ({ row: { original } }) => (
        <button type="button" className="link" onClick={() => change({ sel: original.id })}>
          {original.name}
        </button>
      ),
    },
    {
      id: 'delta',
      header: 'Change a month',
      accessorFn: ({ document }) => Number(document.delta.monthly),
      meta: { number: true },
      cell: ({ row: { original } }) => deltaText(original.document.delta, original.document.currency),
    },
    {
      id: 'after',
      header: 'After',
      accessorFn: ({ document }) => Number(document.head.monthly),
      meta: { number: true },
      cell: ({ row: { original } }) =>
        `${original.document.head.unknownLines > 0 ? '≥\u202f' : ''}${moneyText(original.document.head.monthly, original.document.currency)}`,
    },
    {
      id: 'gates',
      header: 'Gates',
      enableSorting: false,
      cell: ({ row: { original } }) => <Gates document={original.document} />,
    },
    {
      id: 'where',
      header: 'Largest part',
      accessorFn: ({ document }) => largestOf(document)?.id ?? '',
      cell: ({ row: { original } }) => {
        const part = largestOf(original.document);
        return part && <span title={[part.vpc, part.region].filter(Boolean).join(', ')}>{part.id}</span>;
      },
    },
    { id: 'count', header: 'Changed', accessorFn: ({ document }) => document.changes.length, meta: { number: true } },
    {
      id: 'when',
      header: 'When',
      accessorKey: 'keptAt',
      cell: ({ row: { original } }) => (
        <time dateTime={original.keptAt} title={original.keptAt}>
          {ageText(original.keptAt)}
        </time>
      ),
    },
  ];
  return (
    <div className={chosen ? 'split' : ''}>
      <Panel
        title={`${counted(all.length, 'kept change')}: ${deltaText(sumOf(own.map(({ document }) => document.delta)), currency)} a month in all`}
      >
        {own.length < all.length && (
          <p className="muted">
            {counted(all.length - own.length, 'change')} of other currencies are in the table alone.
          </p>
        )}
        <ChangesChart all={own} currency={currency} />
        <DataTable label="Changes" rows={rows} columns={columns} />
      </Panel>
      {chosen && (
        <Panel
          title={chosen.name}
          className="side"
          aside={
            <button type="button" onClick={() => change({ sel: undefined })}>
              Close
            </button>
          }
        >
          <p>
            <strong>{deltaText(chosen.document.delta, chosen.document.currency)}</strong> a month
          </p>
          <ul className="lines">
            {chosen.document.gates.map(({ name, passed, reason }) => (
              <li key={name}>
                <LevelTag level={passed ? 'ok' : 'critical'} word={`${name}: ${passed ? 'passed' : 'failed'}`} />
                <span className="muted wide">{reason}</span>
              </li>
            ))}
            {chosen.document.changes
              .toSorted((a, b) => compare(b.delta.monthly.replace('-', ''), a.delta.monthly.replace('-', '')))
              .slice(0, 40)
              .map(({ id, change: kind, service, delta }) => (
                <li key={id}>
                  <span>{id}</span>
                  <span className="number">{deltaText(delta, chosen.document.currency)}</span>
                  <span className="muted">
                    {kind} {service}
                  </span>
                </li>
              ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}
