import type { AdviceRecord } from '../api/queries.ts';
import { amountText, counted, moneyText, percentText, sum } from '../format/text.ts';
import { LevelTag } from '../parts/level.tsx';
import { Panel } from '../parts/panel.tsx';

/** What was agreed to: the promise of that day, and what the newest scan shows of it. */
export function Realised(props: { readonly records: readonly AdviceRecord[]; readonly onOpen: (id: string) => void }) {
  const agreed = props.records.filter(({ status }) => status === 'accepted' || status === 'done');
  const [first] = agreed;
  if (first === undefined) return null;
  const { currency } = first;
  const open = agreed.filter(({ realised }) => realised === null).length;
  const promised = sum(agreed.map(({ recommendation }) => recommendation.saving.monthly));
  const seen = sum(agreed.map(({ realised }) => realised?.monthly ?? '0'));
  return (
    <Panel title="Realised against promised">
      <p className="summary">
        <strong>{amountText(seen, open, currency)}</strong> of {moneyText(promised, currency)} a month promised by{' '}
        {counted(agreed.length, 'step')} agreed to
        {open > 0 && <span className="muted"> ({open} not compared yet: the next scan does)</span>}
      </p>
      <ul className="lines">
        {agreed.map(({ id, status, recommendation, realised }) => (
          <li key={id}>
            <button type="button" className="link" onClick={() => props.onOpen(id)}>
              {recommendation.title}
            </button>
            <span className="number">
              {realised ? moneyText(realised.monthly, currency) : 'unknown'} of{' '}
              {moneyText(recommendation.saving.monthly, currency)}
            </span>
            <span className="muted">
              <LevelTag level="ok" word={status} />{' '}
              {realised && `${percentText(realised.done)} done by the scan of ${realised.scan.capturedAt.slice(0, 10)}`}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
