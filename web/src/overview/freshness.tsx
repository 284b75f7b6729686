import { useEstimate, useKeptReconciliations, useNetwork, useReconciliation } from '../api/queries.ts';
import { ageText } from '../format/text.ts';
import { LevelTag } from '../parts/level.tsx';

const DAY_MS = 86_400_000;
/** Days after which each is called stale. */
const STALE = { prices: 45, scan: 1.5, bill: 4 };

/** How new prices, scans, traffic and bill are; stale is a word, with the command that renews. */
export function Freshness() {
  const { data: estimate } = useEstimate();
  const { data: network } = useNetwork();
  const bill = useReconciliation().data;
  const kept = useKeptReconciliations().data?.[0];
  const traffic = network?.network && 'traffic' in network.network ? network.network.traffic?.window.end : undefined;
  const rows = [
    ['Prices', estimate?.rates.publishedAt, STALE.prices, 'tollgate rates refresh'],
    [network?.origin === 'file' ? 'Captured' : 'Oldest scan', network?.capturedAt, STALE.scan, 'tollgate scan'],
    ['Traffic to', traffic, STALE.scan, 'tollgate scan'],
    ['Bill to', bill?.period?.to ?? undefined, STALE.bill, 'tollgate reconcile --bill FILE'],
    ['Bill compared', kept?.keptAt, STALE.bill, 'tollgate reconcile --bill FILE'],
  ] as const;
  return (
    <ul className="lines">
      {rows.map(([name, at, days, command]) => {
        const isStale = at ? Date.now() - Date.parse(at) > days * DAY_MS : false;
        return (
          <li key={name}>
            <span>{name}</span>
            <span className="number">
              {at ? (
                <time dateTime={at} title={at}>
                  {at.slice(0, 10)}
                </time>
              ) : (
                'none'
              )}
            </span>
            <span className="muted">
              {at ? ageText(at) : ''} {isStale && <LevelTag level="watch" word="stale" />}
              {(isStale || !at) && <code> {command}</code>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
