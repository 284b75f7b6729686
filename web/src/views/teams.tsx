import { type AllocationDocument, useAllocation } from '../api/queries.ts';
import { amountText, compare, counted, moneyText, percentText } from '../format/text.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Choice, Panel, ViewHead } from '../parts/panel.tsx';
import { Loaded } from '../parts/states.tsx';
import { useAddress } from '../search.ts';
import { Downloads } from '../teams/downloads.tsx';
import { Trend } from '../teams/trend.tsx';

const KEYS = [
  ['team', 'Team'],
  ['account', 'Account'],
  ['vpc', 'VPC'],
  ['service', 'Service'],
  ['region', 'Region'],
] as const;

type Part = AllocationDocument['parts'][number];
const nameOf = ({ value }: Part): string => value ?? 'not allocated';

export function Teams() {
  const [{ by = 'team', sel, q = '' }, change] = useAddress();
  const key = KEYS.find(([word]) => word === by)?.[0] ?? 'team';
  const allocation = useAllocation(key);
  return (
    <>
      <ViewHead title="Teams" command={`tollgate allocate --path snapshot.json --by ${key}`}>
        <Choice
          name="Allocate by"
          value={key}
          options={KEYS}
          onChange={(next) => change({ by: next, sel: undefined })}
        />
      </ViewHead>
      <Loaded query={allocation} what="the allocation">
        {(document) => (
          <div className="grid">
            <Panel
              title={`${amountText(document.total, document.unknownLines, document.currency)} a month by ${key}`}
              className={sel === undefined ? 'span-12' : 'span-8'}
              aside={<Downloads by={key} csv={() => csvOf(document)} />}
            >
              <Parts document={document} q={q} onOpen={(part) => change({ sel: part.value ?? '' })} />
            </Panel>
            {sel !== undefined && <Detail document={document} value={sel} onClose={() => change({ sel: undefined })} />}
            <Panel title={`By month and ${key}`} className="span-12">
              <Trend by={key} />
            </Panel>
          </div>
        )}
      </Loaded>
    </>
  );
}

function Parts(props: {
  readonly document: AllocationDocument;
  readonly q: string;
  readonly onOpen: (part: Part) => void;
}) {
  const { document, q, onOpen } = props;
  const columns: readonly Column<Part>[] = [
    {
      id: 'name',
      header: 'Who',
      accessorFn: nameOf,
      cell: ({ row: { original } }) => (
        <button type="button" className="link" onClick={() => onOpen(original)}>
          {original.value === null ? <em>not allocated</em> : original.value}
        </button>
      ),
    },
    {
      id: 'amount',
      header: `Cost a month, ${document.currency}`,
      accessorFn: ({ amount }) => Number(amount),
      meta: { number: true },
      cell: ({ row: { original } }) => amountText(original.amount, original.unknownLines, document.currency),
    },
    {
      id: 'share',
      header: 'Share',
      accessorKey: 'share',
      meta: { number: true },
      cell: ({ row: { original } }) => percentText(original.share),
    },
    {
      id: 'bar',
      header: 'Of the total',
      accessorKey: 'share',
      enableSorting: false,
      cell: ({ row: { original } }) => (
        <svg className="cell-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
          <rect
            className={original.value === null ? 'bar-usage' : 'bar-base'}
            width={100 * original.share}
            height={8}
          />
        </svg>
      ),
    },
    { id: 'endpoints', header: 'Endpoints', accessorKey: 'endpoints', meta: { number: true } },
  ];
  const rows = document.parts
    .filter((part) => nameOf(part).toLowerCase().includes(q.toLowerCase()))
    .toSorted((a, b) => Number(b.value === null) - Number(a.value === null) || compare(b.amount, a.amount));
  return <DataTable label="Allocation" rows={rows} columns={columns} />;
}

function Detail(props: {
  readonly document: AllocationDocument;
  readonly value: string;
  readonly onClose: () => void;
}) {
  const part = props.document.parts.find(({ value }) => (value ?? '') === props.value);
  const { currency } = props.document;
  if (!part) return null;
  return (
    <Panel
      title={nameOf(part)}
      className="span-4"
      aside={
        <button type="button" onClick={props.onClose}>
          Close
        </button>
      }
    >
      <p className="muted">{counted(part.items.length, 'item')}; each names the rule that brought it here.</p>
      <ul className="lines">
        {part.items.slice(0, 60).map(({ id, charge, rule, amount }) => (
          <li key={`${id} ${charge} ${rule}`}>
            <span>{id}</span>
            <span className="number">{amount === undefined ? 'unknown' : moneyText(amount, currency)}</span>
            <span className="muted">
              {charge}, rule {rule}
            </span>
          </li>
        ))}
      </ul>
      {part.items.length > 60 && <p className="muted">{part.items.length - 60} more in the CSV.</p>}
    </Panel>
  );
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const csvOf = (document: AllocationDocument): string =>
  [
    `${document.by},item,charge,rule,amount_${document.currency}`,
    ...document.parts.flatMap((part) =>
      part.items.map(({ id, charge, rule, amount }) =>
        [nameOf(part), id, charge, rule, amount ?? 'unknown'].map(quoted).join(','),
      ),
    ),
    '',
  ].join('\n');
