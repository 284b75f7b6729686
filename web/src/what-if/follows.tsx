import { useMemo } from 'react';
import { type PlanDocument, type Topology, useHeadroom } from '../api/queries.ts';
import { counted, percentText } from '../format/text.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { LevelTag } from '../parts/level.tsx';
import { Panel } from '../parts/panel.tsx';
import { Loaded } from '../parts/states.tsx';
import { brokenRules } from './guards.ts';
import { type Fullness, type LoadChange, loadChanges } from './headroom.ts';

/** What follows from the edits beside money: how full zones become, and which rules break. */
export function Follows(props: {
  readonly base: Topology;
  readonly variant: Topology;
  readonly rules: PlanDocument['rules'];
}) {
  const headroom = useHeadroom();
  return (
    <Panel title="Headroom and guards">
      <Loaded query={headroom} what="the headroom">
        {(today) => <Shown {...props} today={today} />}
      </Loaded>
    </Panel>
  );
}

type ShownProps = Parameters<typeof Follows>[0] & {
  readonly today: NonNullable<ReturnType<typeof useHeadroom>['data']>;
};

function Shown({ base, variant, rules, today }: ShownProps) {
  const loads = useMemo(() => loadChanges(base, variant, today), [base, variant, today]);
  const broken = useMemo(() => brokenRules(base, variant, loads, rules), [base, variant, loads, rules]);
  if (base === variant) return <p className="muted">No edits: zones are as full as the Zones view says.</p>;
  return (
    <>
      <p>
        <LevelTag
          level={broken.length > 0 ? 'critical' : 'ok'}
          word={
            broken.length > 0
              ? `${counted(broken.length, 'rule')} broken that today's network keeps`
              : 'the edits break neither zones, reserve nor clients that are described'
          }
        />
      </p>
      {broken.length > 0 && (
        <ul className="lines">
          {broken.slice(0, MOST).map(({ rule, subject, says }) => (
            <li key={`${rule} ${subject}`}>
              <span className="wide">
                <strong>{subject}</strong> {says}
              </span>
            </li>
          ))}
          {broken.length > MOST && <li className="muted">{broken.length - MOST} more</li>}
        </ul>
      )}
      {loads.length > 0 && <DataTable label="Headroom" rows={loads} columns={COLUMNS} />}
      <p className="muted">
        N-1: with the zone down that hurts most. Loads follow the GB in proportion and spread over the zones as DNS
        does.
      </p>
    </>
  );
}

const MOST = 12;

const shareText = (share: number | null | undefined): string => (share === null ? 'no other zone' : percentText(share));

const column = (side: 'before' | 'after', kind: 'now' | 'n1', header: string): Column<LoadChange> => ({
  id: `${side}-${kind}`,
  header,
  accessorFn: (change) => change[side]?.[kind] ?? -1,
  meta: { number: true },
  cell: ({ row: { original } }) => textOf(original[side], kind),
});

const textOf = (fullness: Fullness | undefined, kind: 'now' | 'n1'): string =>
  fullness === undefined ? '–' : shareText(fullness[kind]);

const COLUMNS: readonly Column<LoadChange>[] = [
  { id: 'id', header: 'Fullest zone of', accessorKey: 'id' },
  column('before', 'now', 'Today'),
  column('after', 'now', 'Variant'),
  column('before', 'n1', 'N-1 today'),
  column('after', 'n1', 'N-1 variant'),
  {
    id: 'level',
    header: 'Level',
    accessorFn: ({ after }) => after?.level ?? '',
    cell: ({ row: { original } }) => original.after && <LevelTag level={original.after.level} />,
  },
];
