import { Link } from '@tanstack/react-router';
import { type JoinedChanges, useCostChanges } from '../api/queries.ts';
import { moneyText } from '../format/text.ts';
import { Loaded } from '../parts/states.tsx';

/** Causes in words. */
const CAUSES: Readonly<Record<JoinedChanges['byCause'][number]['cause'], string>> = {
  added: 'endpoints that came',
  removed: 'endpoints that went',
  bytes: 'bytes',
  zones: 'zones',
  hours: 'hours of attachments and gateways',
  prices: 'prices',
  tiers: 'tiers of the pool',
  known: 'lines that became known or unknown',
};

/** What moved since the last scan of an earlier day, and why. */
export function WhatChanged() {
  const changes = useCostChanges();
  if (changes.fetchStatus === 'idle' && changes.data === undefined) {
    return <p className="muted">A file has no day before. Scans are compared from day to day.</p>;
  }
  return (
    <Loaded query={changes} what="what changed">
      {({ currencies }) => {
        if (currencies.length === 0)
          return <p className="muted">One day is known. From the next one on, changes stand here.</p>;
        return currencies.map((each) => <Changes key={each.currency} changes={each} />);
      }}
    </Loaded>
  );
}

const SHOWN = 4;

function Changes({ changes }: { readonly changes: JoinedChanges }) {
  const { currency, monthly, byCause, largest, regions, unknownBefore, unknownAfter, bound } = changes;
  const [first] = regions;
  const sign = { known: '', 'at-least': '≥\u202f', 'at-most': '≤\u202f', unknown: '' }[bound];
  return (
    <>
      <p className="figure" data-figure="changed" title={monthly}>
        {sign}
        {moneyText(monthly, currency, true)}
      </p>
      <p className="muted">
        a month since {first?.since}
        {(unknownBefore > 0 || unknownAfter > 0) && `; lines unknown then ${unknownBefore}, now ${unknownAfter}`}
      </p>
      <p>
        {byCause
          .filter(({ monthly: own }) => Math.abs(Number(own)) >= 0.005)
          .toSorted((a, b) => Math.abs(Number(b.monthly)) - Math.abs(Number(a.monthly)))
          .map(({ cause, monthly: own }) => `${CAUSES[cause]} ${moneyText(own, currency, true)}`)
          .join(', ')}
      </p>
      <ul className="lines">
        {largest.slice(0, SHOWN).map(({ id, cause, monthly: own, from, to, unit }) => (
          <li key={`${id} ${cause}`}>
            <Link to="/network" search={{ sel: id } as never}>
              {id}
            </Link>
            <span className="number">{moneyText(own, currency, true)}</span>
            <span className="muted">
              {CAUSES[cause]}
              {from !== undefined && to !== undefined && `: ${shortly(from)} to ${shortly(to)} ${unit}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

const shortly = (quantity: string): string => Number(quantity).toLocaleString('en', { maximumFractionDigits: 1 });
