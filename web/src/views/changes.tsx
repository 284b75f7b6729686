import { type DiffDocument, type Kept, useDiffs, useNetwork } from '../api/queries.ts';
import { ageText, compare, moneyText, sum } from '../format/text.ts';
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

/** What is left out on either side makes a bound of the difference. */
function deltaText({ delta, currency }: DiffDocument): string {
  const text = moneyText(delta.monthly, currency, true);
  if (delta.bound === 'unknown') return 'unknown';
  if (delta.bound === undefined) return text;
  return `${delta.bound === 'at-least' ? '≥' : '≤'} ${text}`;
}

function Gates({ document: { gates } }: { readonly document: DiffDocument }) {
  const failed = gates.filter(({ passed }) => !passed);
  const open = gates.filter(({ passed, undetermined }) => passed && undetermined === true);
  if (gates.length === 0) return <span className="muted">none set</span>;
  if (failed.length > 0)
    return <LevelTag level="critical" word={`failed: ${failed.map(({ name }) => name).join(', ')}`} />;
  if (open.length > 0)
    return <LevelTag level="unknown" word={`undetermined: ${open.map(({ name }) => name).join(', ')}`} />;
  return <LevelTag level="ok" word={`${gates.length} passed`} />;
}

function List({ all }: { readonly all: readonly Change[] }) {
  const [{ sel, q = '' }, change] = useAddress();
  const rows = all.filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()));
  const chosen = all.find(({ id }) => id === sel);
  const currency = all[0]?.document.currency ?? 'USD';
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
      header: `Change a month, ${currency}`,
      accessorFn: ({ document }) => Number(document.delta.monthly),
      meta: { number: true },
      cell: ({ row: { original } }) => deltaText(original.document),
    },
    {
      id: 'after',
      header: `After, ${currency}`,
      accessorFn: ({ document }) => Number(document.head.monthly),
      meta: { number: true },
      cell: ({ row: { original } }) =>
        `${original.document.head.unknownLines > 0 ? '≥ ' : ''}${moneyText(original.document.head.monthly, currency)}`,
    },
    {
      id: 'gates',
      header: 'Gates',
      enableSorting: false,
      cell: ({ row: { original } }) => <Gates document={original.document} />,
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
        title={`${all.length} kept changes: ${moneyText(sum(all.map(({ document }) => document.delta.monthly)), currency, true)} a month in all`}
      >
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
            <strong>{deltaText(chosen.document)}</strong> a month
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
                  <span className="number">{moneyText(delta.monthly, currency, true)}</span>
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
