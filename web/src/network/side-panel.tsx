import type { EstimateDocument, HeadroomDocument } from '../api/queries.ts';
import { type RoundedCost, roundedCosts } from '../format/costs.ts';
import { amountText, counted, moneyText, percentText } from '../format/text.ts';
import { type Level, LevelTag } from '../parts/level.tsx';
import { Panel } from '../parts/panel.tsx';

/** Lines of the endpoints behind a node, each with rate, traffic and rule; then findings and load. */
export function SidePanel(props: {
  readonly title: string;
  readonly members: readonly string[];
  readonly estimate: EstimateDocument;
  readonly headroom: HeadroomDocument | undefined;
  readonly onClose: () => void;
}) {
  const { title, members, estimate, headroom, onClose } = props;
  const own = new Set(members);
  const costs = roundedCosts(estimate).filter(({ part }) => own.has(part.id));
  return (
    <Panel
      title={title}
      className="side"
      aside={
        <button type="button" onClick={onClose}>
          Close
        </button>
      }
    >
      <p className="muted">{counted(costs.length, 'endpoint or resource', 'endpoints and resources')}</p>
      {costs.slice(0, 40).map((cost) => (
        <Cost key={cost.part.id} cost={cost} estimate={estimate} headroom={headroom} open={costs.length === 1} />
      ))}
      {costs.length > 40 && <p className="muted">{costs.length - 40} more: narrow the scope.</p>}
    </Panel>
  );
}

function Cost(props: {
  readonly cost: RoundedCost;
  readonly estimate: EstimateDocument;
  readonly headroom: HeadroomDocument | undefined;
  readonly open: boolean;
}) {
  const { part, monthly, lines } = props.cost;
  const { currency, findings } = props.estimate;
  const load = props.headroom?.endpoints.find(({ id }) => id === part.id);
  const said = findings.filter(({ subject }) => subject === part.id);
  return (
    <details className="cost" open={props.open}>
      <summary>
        <span>{part.id}</span>
        <span className="number" data-endpoint={part.id}>
          {amountText(monthly, part.unknownLines, currency)}
        </span>
      </summary>
      {load && (
        <p>
          <LevelTag level={load.level as Level} />{' '}
          <span className="muted">
            {load.zones.map(({ az, utilisation }) => `${az} ${percentText(utilisation)}`).join(', ')}
          </span>
        </p>
      )}
      <ul className="provenance">
        {part.lines.map((line, index) => (
          <li key={`${line.charge} ${line.unit} ${line.display}`}>
            <p>
              <strong>{line.charge}</strong> {line.display}
              <span className="number" title={line.monthly}>
                {lines[index] === undefined ? line.status.replace('-', ' ') : moneyText(lines[index], currency)}
              </span>
            </p>
            <dl>
              {line.provenance.rate && (
                <>
                  <dt>Rate</dt>
                  <dd>
                    {line.unitPrice} a {line.unit.replace(/s$/, '')},{' '}
                    <code>{line.provenance.rate.sku ?? line.provenance.rate.usageType}</code>,{' '}
                    {line.provenance.rate.asOf}, confidence {line.provenance.rate.confidence}
                  </dd>
                </>
              )}
              {line.provenance.traffic && (
                <>
                  <dt>Traffic</dt>
                  <dd>
                    {line.provenance.traffic.source}
                    {line.provenance.traffic.window &&
                      `, ${line.provenance.traffic.window.start.slice(0, 10)} to ${line.provenance.traffic.window.end.slice(0, 10)}`}
                    {line.provenance.traffic.gaps ? `, ${line.provenance.traffic.gaps} gaps` : ''}
                  </dd>
                </>
              )}
              {line.provenance.rule && (
                <>
                  <dt>Rule</dt>
                  <dd>{line.provenance.rule}</dd>
                </>
              )}
            </dl>
          </li>
        ))}
      </ul>
      {said.map(({ code, message }) => (
        <p key={code + message} className="muted">
          <code>{code}</code> {message}
        </p>
      ))}
    </details>
  );
}
