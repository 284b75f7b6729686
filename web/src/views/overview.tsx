import { Link } from '@tanstack/react-router';
import {
  type EstimateDocument,
  type HeadroomDocument,
  useBudgets,
  useEstimate,
  useForecast,
  useHeadroom,
  usePlan,
  useReconciliation,
} from '../api/queries.ts';
import { inScope } from '../format/scope.ts';
import { amountText, compare, counted, daysText, moneyText, percentText, sum } from '../format/text.ts';
import { Freshness } from '../overview/freshness.tsx';
import { SpendByDay } from '../overview/spend-by-day.tsx';
import { WhatChanged } from '../overview/what-changed.tsx';
import { LevelTag, levelOf } from '../parts/level.tsx';
import { Months } from '../parts/months.tsx';
import { Panel, ViewHead } from '../parts/panel.tsx';
import { Loaded } from '../parts/states.tsx';
import { useAddress } from '../search.ts';

export function Overview() {
  const [{ scope, months = 12 }] = useAddress();
  const estimate = useEstimate();
  const forecast = useForecast(months);
  const budgets = useBudgets();
  const budget = budgets.data?.find(({ budget }) => Object.keys(budget.scope ?? {}).length === 0)?.budget.amount;
  return (
    <>
      <ViewHead title="Overview" command="tollgate breakdown --path snapshot.json" />
      <div className="grid">
        <Panel title="This month" className="span-4">
          <Loaded query={estimate} what="the estimate">
            {(document) => (
              <>
                <Spend document={document} scope={scope} budget={budget} />
                {scope === undefined && <Outlook document={document} months={months} />}
              </>
            )}
          </Loaded>
        </Panel>
        <Panel title="Largest savings" className="span-4" aside={<Link to="/recommendations">All</Link>}>
          <TopSavings />
        </Panel>
        <Panel title="Fullest zones" className="span-4" aside={<Link to="/zones">All</Link>}>
          <FullestZones scope={scope} months={months} />
        </Panel>
        <Panel title="Spend by day" className="span-8">
          <SpendByDay budget={budget} />
        </Panel>
        <Panel title="What changed" className="span-4">
          <WhatChanged />
        </Panel>
        <Panel title={`Expected cost, next ${months} months`} className="span-8">
          <Loaded query={forecast} what="the forecast">
            {(document) => (
              <Months
                months={document.months}
                currency={document.currency}
                budget={scope === undefined ? budget : undefined}
              />
            )}
          </Loaded>
        </Panel>
        <Panel title="What is not known" className="span-4">
          <Loaded query={estimate} what="the estimate">
            {(document) => <Unknown document={document} />}
          </Loaded>
        </Panel>
        <Panel title="By service" className="span-8 as-high">
          <Loaded query={estimate} what="the estimate">
            {(document) => <Services document={document} scope={scope} />}
          </Loaded>
        </Panel>
        <div className="span-4 stack">
          <Panel title="Freshness">
            <Freshness />
          </Panel>
          <Panel title="Budgets and bill" aside={<Link to="/bill">Bill</Link>}>
            <BudgetsAndBill estimate={estimate.data} />
          </Panel>
        </div>
      </div>
    </>
  );
}

/** What a part of the network costs, with how many lines that leaves out. */
function costOf(document: EstimateDocument, scope: string | undefined) {
  if (scope === undefined) return document.totals;
  const parts = [...document.endpoints, ...document.resources].filter((part) => inScope(scope, part));
  return {
    monthly: sum(parts.map(({ monthly }) => monthly)),
    unknownLines: parts.reduce((all, { unknownLines }) => all + unknownLines, 0),
    baseline: undefined,
    usage: undefined,
  };
}

function Spend(props: {
  readonly document: EstimateDocument;
  readonly scope: string | undefined;
  readonly budget: string | undefined;
}) {
  const { document, scope, budget } = props;
  const { currency } = document;
  const { monthly, unknownLines, baseline, usage } = costOf(document, scope);
  const share = budget === undefined || scope !== undefined ? undefined : Number(monthly) / Number(budget);
  return (
    <>
      <p className="figure" title={`${monthly} ${currency}`} data-figure="monthly">
        {amountText(monthly, unknownLines, currency)}
      </p>
      <p className="muted">
        a month of 730 h
        {baseline !== undefined &&
          `: ${moneyText(baseline, currency)} fixed, ${moneyText(usage ?? '0', currency)} by bytes`}
        {unknownLines > 0 && `; ${counted(unknownLines, 'line')} unknown`}
      </p>
      {share !== undefined && budget !== undefined && (
        <div className="meter-line">
          <meter
            min={0}
            max={1}
            low={0.8}
            high={0.99}
            optimum={0}
            value={Math.min(1, share)}
            aria-label="Share of the budget"
          />
          <span>
            {unknownLines > 0 && '≥ '}
            {percentText(share)} of {moneyText(budget, currency)}
          </span>
        </div>
      )}
    </>
  );
}

/** Where the month leads: expected, after the plan, and what was billed. */
function Outlook({ document, months }: { readonly document: EstimateDocument; readonly months: number }) {
  const forecast = useForecast(months).data?.months[0];
  const plan = usePlan().data;
  const bill = useReconciliation().data;
  const { currency } = document;
  return (
    <ul className="lines">
      {forecast && (
        <li>
          <span>Expected in {forecast.month}</span>
          <span className="number">{amountText(forecast.monthly, forecast.unknownLines, currency)}</span>
          <span className="muted">
            {moneyText(forecast.low, currency)} to {moneyText(forecast.high, currency)}
          </span>
        </li>
      )}
      {plan && (
        <li>
          <span>After all recommendations</span>
          <span className="number">{amountText(plan.after, plan.unknownLines, currency)}</span>
        </li>
      )}
      {bill && (
        <li>
          <span>Billed to {bill.period?.to}</span>
          <span className="number">{moneyText(bill.billed, currency)}</span>
        </li>
      )}
    </ul>
  );
}

function TopSavings() {
  const plan = usePlan();
  return (
    <Loaded query={plan} what="the recommendations">
      {({ saving, recommendations, currency, unknownLines }) => (
        <>
          <p className="figure" data-figure="saving">
            {amountText(saving, unknownLines, currency)}
          </p>
          <p className="muted">a month less after {counted(recommendations.length, 'recommendation')}</p>
          <ol className="lines">
            {[...recommendations]
              .sort((a, b) => compare(b.saving.monthly, a.saving.monthly))
              .slice(0, 3)
              .map(({ id, title, saving: own, risk }) => (
                <li key={id}>
                  <Link to="/recommendations" search={{ sel: id } as never}>
                    {title}
                  </Link>
                  <span className="number">{moneyText(own.monthly, currency)}</span>
                  <span className="muted">{risk.level} risk</span>
                </li>
              ))}
          </ol>
        </>
      )}
    </Loaded>
  );
}

function FullestZones({ scope, months }: { readonly scope: string | undefined; readonly months: number }) {
  const headroom = useHeadroom();
  const forecast = useForecast(months);
  return (
    <Loaded query={headroom} what="the headroom">
      {(document) => {
        const zones = zonesByLoad(document, scope);
        if (zones.length === 0) return <p className="muted">No throughput data. Add it with --traffic or a scan.</p>;
        return (
          <ol className="lines">
            {zones.slice(0, 5).map(({ endpoint, zone }) => {
              const told = forecast.data?.endpoints
                .find(({ id }) => id === endpoint.id)
                ?.zones.find(({ az }) => az === zone.az)
                ?.thresholds.find(({ at }) => at === 0.75);
              return (
                <li key={`${endpoint.id} ${zone.az}`}>
                  <Link to="/zones" search={{ sel: `${endpoint.id}/${zone.az}` } as never}>
                    {endpoint.id} {zone.az}
                  </Link>
                  <span className="number">{percentText(zone.utilisation)}</span>
                  <span>
                    <LevelTag
                      level={levelOf(zone.n1Utilisation)}
                      word={`${percentText(zone.n1Utilisation)} with a zone down`}
                    />
                    {told && <span className="muted"> 75 %: {daysText(told.days)}</span>}
                  </span>
                </li>
              );
            })}
          </ol>
        );
      }}
    </Loaded>
  );
}

const zonesByLoad = ({ endpoints }: HeadroomDocument, scope: string | undefined) =>
  endpoints
    .filter((endpoint) => inScope(scope, endpoint))
    .flatMap((endpoint) => endpoint.zones.map((zone) => ({ endpoint, zone })))
    .filter(({ zone }) => zone.utilisation !== null)
    .sort(
      (a, b) => (b.zone.n1Utilisation ?? b.zone.utilisation ?? 0) - (a.zone.n1Utilisation ?? a.zone.utilisation ?? 0),
    );

function Unknown({ document }: { readonly document: EstimateDocument }) {
  const open = [...document.endpoints, ...document.resources].filter(({ unknownLines }) => unknownLines > 0);
  if (open.length === 0) return <p>Every line is known.</p>;
  return (
    <>
      <p>
        <LevelTag level="unknown" word={`${counted(document.totals.unknownLines, 'line')} unknown`} />
      </p>
      <ul className="lines">
        {open.slice(0, 5).map(({ id, lines }) => (
          <li key={id}>
            <Link to="/network" search={{ sel: id } as never}>
              {id}
            </Link>
            <span className="muted wide">
              {lines
                .filter(({ status }) => status.endsWith('unknown') || status === 'unsupported')
                .map(({ charge, status }) => `${charge}: ${status.replace('-', ' ')}`)
                .join('; ')}
            </span>
          </li>
        ))}
      </ul>
      <p className="muted">
        State traffic in the file, measure it with a scan, or give --traffic. Unknown is never zero.
      </p>
    </>
  );
}

function Services({ document, scope }: { readonly document: EstimateDocument; readonly scope: string | undefined }) {
  const parts = [
    ...document.endpoints.map((part) => ({ name: part.service ?? part.type, part })),
    ...document.resources.map((part) => ({ name: part.kind, part })),
  ].filter(({ part }) => inScope(scope, part));
  const services = [...Map.groupBy(parts, ({ name }) => name)]
    .map(([name, own]) => ({
      name,
      monthly: sum(own.map(({ part }) => part.monthly)),
      unknownLines: own.reduce((all, { part }) => all + part.unknownLines, 0),
    }))
    .sort((a, b) => compare(b.monthly, a.monthly));
  const most = Number(services[0]?.monthly ?? 1) || 1;
  return (
    <ul className="bars">
      {services.slice(0, 10).map(({ name, monthly, unknownLines }) => (
        <li key={name}>
          <span>{name}</span>
          <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect className="bar-base" width={(100 * Number(monthly)) / most} height={8} />
          </svg>
          <span className="number">{amountText(monthly, unknownLines, document.currency)}</span>
        </li>
      ))}
      {services.length > 10 && (
        <li>
          <span className="muted">{counted(services.length - 10, 'other')}</span>
          <span />
          <span className="number">
            {amountText(
              sum(services.slice(10).map(({ monthly }) => monthly)),
              services.slice(10).reduce((all, { unknownLines }) => all + unknownLines, 0),
              document.currency,
            )}
          </span>
        </li>
      )}
    </ul>
  );
}

function BudgetsAndBill({ estimate }: { readonly estimate: EstimateDocument | undefined }) {
  const budgets = useBudgets();
  const bill = useReconciliation();
  return (
    <ul className="lines">
      {budgets.data?.map(({ id, budget }) => {
        const scope = Object.entries(budget.scope?.tags ?? {})[0];
        const own = estimate && costOf(estimate, scope && `${scope[0]}=${scope[1]}`);
        const share = own && Number(own.monthly) / Number(budget.amount);
        return (
          <li key={id}>
            <span>{budget.name}</span>
            <span className="number">{moneyText(budget.amount, budget.currency)}</span>
            <span>
              {own && share !== undefined && (
                <LevelTag
                  level={levelOf(share)}
                  word={`${own.unknownLines > 0 ? '≥ ' : ''}${percentText(share)} used`}
                />
              )}
            </span>
          </li>
        );
      })}
      {!budgets.data?.length && (
        <li>
          <span className="muted wide">
            No budget is kept. Keep one with <code>POST /v1/budgets</code>.
          </span>
        </li>
      )}
      {bill.data && (
        <li>
          <span>Bill, unexplained</span>
          <span className="number">{moneyText(bill.data.residual, bill.data.currency, true)}</span>
          <span className="muted">of {moneyText(bill.data.billed, bill.data.currency)} billed</span>
        </li>
      )}
      {!bill.data && (
        <li>
          <span className="muted wide">No bill yet. Drop a CUR or FOCUS export onto the page.</span>
        </li>
      )}
    </ul>
  );
}
