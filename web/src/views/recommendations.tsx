import { type AdviceRecord, type PlanDocument, useAdvice, usePlan } from '../api/queries.ts';
import { amountText, compare, counted, gbText, moneyText, sum } from '../format/text.ts';
import { LevelTag } from '../parts/level.tsx';
import { Choice, Panel, ViewHead } from '../parts/panel.tsx';
import { Command, Loaded } from '../parts/states.tsx';
import { Decision, StatusTag } from '../recommendations/decision.tsx';
import { Realised } from '../recommendations/realised.tsx';
import { useAddress } from '../search.ts';

type Step = PlanDocument['recommendations'][number];

export function Recommendations() {
  const plan = usePlan();
  return (
    <>
      <ViewHead title="Recommendations" command="tollgate recommend --path snapshot.json" />
      <Loaded query={plan} what="the recommendations">
        {(document) => <Plan document={document} />}
      </Loaded>
    </>
  );
}

/** A step comes one wave after the last that it waits for. */
export function wavesOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const waves: Step[][] = [];
  const waveOf = new Map<string, number>();
  for (const step of steps.toSorted((a, b) => a.order - b.order)) {
    const wave = Math.max(-1, ...step.dependsOn.map((id) => waveOf.get(id) ?? -1)) + 1;
    waveOf.set(step.id, wave);
    waves[wave] = [...(waves[wave] ?? []), step];
  }
  return waves;
}

const STATUSES = [
  ['all', 'All'],
  ['open', 'Open'],
  ['accepted', 'Accepted'],
  ['dismissed', 'Dismissed'],
  ['done', 'Done'],
] as const;

function Plan({ document }: { readonly document: PlanDocument }) {
  const [{ sel, q = '', state = 'all' }, change] = useAddress();
  const advice = useAdvice().data;
  const records = new Map((advice ?? []).map((record) => [record.id, record]));
  const isShown = ({ id }: Step): boolean => state === 'all' || (records.get(id)?.status ?? 'open') === state;
  const { currency, recommendations, repairs, blocked, solver } = document;
  const words = q.toLowerCase();
  const matches = ({ title, subjects }: { title: string; subjects: readonly string[] }): boolean =>
    `${title} ${subjects.join(' ')}`.toLowerCase().includes(words);
  const waves = wavesOf(recommendations);
  const chosen = [...recommendations, ...repairs].find(({ id }) => id === sel);
  return (
    <>
      <p className="summary">
        <strong data-figure="saving">{amountText(document.saving, document.unknownLines, currency)}</strong> a month
        less: {amountText(document.today, document.unknownLines, currency)} today,{' '}
        {amountText(document.after, document.unknownLines, currency)} after.{' '}
        <span className="muted">
          {solver.status === 'optimal'
            ? 'No cheaper network keeps the rules.'
            : `Within ${solver.gap < 0.0005 ? '<\u202f0.1' : (solver.gap * 100).toFixed(1)}\u202f% of the best.`}
        </span>
      </p>
      {records.size > 0 && (
        <p className="summary">
          <Choice
            name="Status"
            value={STATUSES.find(([value]) => value === state)?.[0] ?? 'all'}
            options={STATUSES}
            onChange={(value) => change({ state: value === 'all' ? undefined : value })}
          />
        </p>
      )}
      <div className={chosen ? 'split' : ''}>
        <div className="waves">
          {waves.map((steps, index) => (
            <section key={steps[0]?.id} className="wave">
              <h2>
                Wave {index + 1}{' '}
                <span className="number">{moneyText(sum(steps.map(({ saving }) => saving.monthly)), currency)}</span>
              </h2>
              {steps
                .filter((step) => matches(step) && isShown(step))
                .map((step) => (
                  <Card
                    key={step.id}
                    step={step}
                    record={records.get(step.id)}
                    currency={currency}
                    isOn={step.id === sel}
                    onOpen={() => change({ sel: step.id })}
                  />
                ))}
            </section>
          ))}
          {recommendations.length === 0 && <p>No change saves money and keeps the rules.</p>}
        </div>
        {chosen && (
          <Detail
            step={chosen}
            record={records.get(chosen.id)}
            currency={currency}
            onClose={() => change({ sel: undefined })}
          />
        )}
      </div>
      <Realised records={advice ?? []} onOpen={(id) => change({ sel: id })} />
      {blocked.length > 0 && (
        <Panel title={`Blocked: ${counted(blocked.length, 'saving')} that a guard holds back`}>
          <ul className="lines">
            {blocked
              .filter(matches)
              .toSorted((a, b) => compare(b.saving.monthly, a.saving.monthly))
              .map(({ id, title, blockedBy, reasons, saving }) => (
                <li key={id}>
                  <span>{title}</span>
                  <span className="number">{moneyText(saving.monthly, currency)}</span>
                  <span className="wide">
                    <LevelTag level="warning" word={`blocked by ${blockedBy.join(', ')}`} />{' '}
                    <span className="muted">{reasons.join(' ')}</span>
                  </span>
                </li>
              ))}
          </ul>
        </Panel>
      )}
      {repairs.length > 0 && (
        <Panel title="Repairs: rules that are broken today">
          <ul className="lines">
            {repairs.map(({ id, title, saving, risk }) => (
              <li key={id}>
                <button type="button" className="link" onClick={() => change({ sel: id })}>
                  {title}
                </button>
                <span className="number">{moneyText(saving.monthly, currency)}</span>
                <span className="muted">{risk.level} risk</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

const RISKS = { low: 'ok', medium: 'watch', high: 'critical' } as const;

function Card(props: {
  readonly step: Step;
  readonly record: AdviceRecord | undefined;
  readonly currency: string;
  readonly isOn: boolean;
  readonly onOpen: () => void;
}) {
  const { step, currency, isOn, onOpen } = props;
  const { title, saving, risk, blastRadius, effort, confidence } = step;
  return (
    <button type="button" className="card" aria-pressed={isOn} onClick={onOpen}>
      <span className="card-top">
        <span className="number">{moneyText(saving.monthly, currency)}</span>
        <span>
          <StatusTag record={props.record} /> <LevelTag level={RISKS[risk.level]} word={`${risk.level} risk`} />
        </span>
      </span>
      <span className="card-title">{title}</span>
      <span className="muted">
        touches {counted(blastRadius.vpcs.length, 'VPC')}, {counted(blastRadius.endpoints, 'endpoint')},{' '}
        {gbText(blastRadius.monthlyGb)}; {effort.level} effort, {confidence} confidence
      </span>
    </button>
  );
}

function Detail({
  step,
  record,
  currency,
  onClose,
}: {
  readonly step: Step;
  readonly record: AdviceRecord | undefined;
  readonly currency: string;
  readonly onClose: () => void;
}) {
  return (
    <Panel
      title={step.title}
      className="side"
      aside={
        <button type="button" onClick={onClose}>
          Close
        </button>
      }
    >
      <p>
        <strong>{moneyText(step.saving.monthly, currency)}</strong> a month
        {step.saving.low !== step.saving.high &&
          ` (${moneyText(step.saving.low, currency)} to ${moneyText(step.saving.high, currency)})`}
      </p>
      <p>
        <LevelTag level={RISKS[step.risk.level]} word={`${step.risk.level} risk`} /> {step.risk.reason}
      </p>
      {record && <Decision key={record.id} record={record} />}
      <h3>Evidence</h3>
      <ul>
        {step.evidence.facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {step.guards.length > 0 && (
        <>
          <h3>Guards</h3>
          <ul>
            {step.guards.map(({ guard, outcome, reason }) => (
              <li key={guard + reason}>
                <LevelTag
                  level={outcome === 'block' ? 'critical' : outcome === 'warn' ? 'watch' : 'unknown'}
                  word={`${guard}: ${outcome}`}
                />{' '}
                {reason}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>Steps</h3>
      <ol>
        {step.steps.map(({ title, cli }) => (
          <li key={title}>
            {title}
            {cli && <Command text={cli} />}
          </li>
        ))}
      </ol>
      <h3>Way back</h3>
      <p>{step.rollback}</p>
    </Panel>
  );
}
