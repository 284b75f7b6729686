import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ComparisonDocument } from '../../../src/report/comparison-document.ts';
import { compareNetworks, hasService } from '../api/actions.ts';
import type { Topology } from '../api/queries.ts';
import { amountText } from '../format/text.ts';
import { Panel } from '../parts/panel.tsx';
import { Loaded } from '../parts/states.tsx';
import { Curves } from './curves.tsx';
import { applyEdits, readEdits } from './edits.ts';
import { dropVariant, type KeptVariant, keepVariant, MOST_KEPT, useKeptVariants } from './kept.ts';

const GROWTHS = ['0', '0.02', '0.05', '0.1'];
const MONTHS = 24;
const TODAY = 'today';

/** Keeps the variant by name, and compares what is kept over two years of growing traffic: POST /v1/scenarios. */
export function Compared({ base, edits }: { readonly base: Topology; readonly edits: string | undefined }) {
  const kept = useKeptVariants();
  const [name, setName] = useState('');
  const [growth, setGrowth] = useState('0.02');
  const comparison = useComparison(base, kept, growth);
  return (
    <Panel title="Kept variants, over 24 months">
      <form
        className="inline"
        onSubmit={(event) => {
          event.preventDefault();
          if (edits !== undefined) keepVariant({ name: name.trim(), edits });
          setName('');
        }}
      >
        <label>
          Name
          <input
            value={name}
            maxLength={40}
            pattern="(?!today$).*\S.*"
            title="Another name than today"
            required
            onChange={({ target }) => setName(target.value)}
          />
        </label>
        <button type="submit" disabled={edits === undefined || name.trim() === ''}>
          Keep this variant
        </button>
        <label>
          Growth of bytes a month
          <select value={growth} onChange={({ target }) => setGrowth(target.value)}>
            {GROWTHS.map((each) => (
              <option key={each} value={each}>
                {(Number(each) * 100).toFixed(0)} %
              </option>
            ))}
          </select>
        </label>
      </form>
      <p className="muted">Up to {MOST_KEPT} stay in this browser; today's network is always one of them.</p>
      {kept.length > 0 && (
        <ul className="chips" aria-label="Kept variants">
          {kept.map((each) => (
            <li key={each.name}>
              {each.name}
              <button type="button" aria-label={`Drop ${each.name}`} onClick={() => dropVariant(each.name)}>
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      {kept.length > 0 && hasService && (
        <Loaded query={comparison} what="the comparison">
          {(document) => <Shown document={document} />}
        </Loaded>
      )}
    </Panel>
  );
}

function useComparison(base: Topology, kept: readonly KeptVariant[], growth: string) {
  return useQuery({
    queryKey: ['comparison', growth, kept, base.endpoints.length],
    queryFn: () => {
      const variants = [
        { name: TODAY, document: base },
        ...kept.map(({ name, edits }) => ({ name, document: applyEdits(base, readEdits(edits)) })),
      ];
      return compareNetworks(variants, { months: MONTHS, growth });
    },
    enabled: kept.length > 0 && hasService,
  });
}

function Shown({ document }: { readonly document: ComparisonDocument }) {
  const { currency, variants, breakEvens, cheapest } = document;
  return (
    <>
      <Curves document={document} />
      <ul className="lines">
        {variants.map(({ name, total, monthly, unknownLines }) => (
          <li key={name}>
            <span>
              {name}
              {name === cheapest && <strong> costs least in all</strong>}
            </span>
            <span className="number" title={total}>
              {amountText(total, unknownLines, currency)}
            </span>
            <span className="muted">{amountText(monthly, unknownLines, currency)} in the first month</span>
          </li>
        ))}
        {breakEvens
          .filter(({ month, cumulativeMonth }) => month !== null || cumulativeMonth !== null)
          .map(({ from, to, month, cumulativeMonth }) => (
            <li key={`${from} ${to}`}>
              <span className="wide">
                {to} costs less than {from} {month === null ? 'in no month' : `from month ${month} on`}; it has paid
                back {cumulativeMonth === null ? 'not within the months' : `by the end of month ${cumulativeMonth}`}.
              </span>
            </li>
          ))}
        {breakEvens.every(({ month }) => month === null) && variants.length > 1 && (
          <li>
            <span className="muted wide">No two of them change places within the months.</span>
          </li>
        )}
      </ul>
    </>
  );
}
