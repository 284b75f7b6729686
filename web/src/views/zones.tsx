import { useMemo } from 'react';
import { type ForecastDocument, type HeadroomDocument, useForecast, useHeadroom } from '../api/queries.ts';
import { inScope } from '../format/scope.ts';
import { daysText, gbpsText, percentText } from '../format/text.ts';
import { Chart, type Series } from '../parts/chart.tsx';
import { LevelTag, levelOf } from '../parts/level.tsx';
import { Choice, Panel, ViewHead } from '../parts/panel.tsx';
import { Loaded } from '../parts/states.tsx';
import { useAddress } from '../search.ts';

type Endpoint = HeadroomDocument['endpoints'][number];
type Zone = Endpoint['zones'][number];

export function Zones() {
  const [{ down = false, scope, q = '', sel, months = 12 }, change] = useAddress();
  const headroom = useHeadroom();
  const forecast = useForecast(months);
  return (
    <>
      <ViewHead title="Zones" command="tollgate headroom --path snapshot.json --all">
        <Choice
          name="Load"
          value={down ? 'down' : 'now'}
          options={[
            ['now', 'Now'],
            ['down', 'One zone down'],
          ]}
          onChange={(value) => change({ down: value === 'down' ? true : undefined })}
        />
      </ViewHead>
      <Loaded query={headroom} what="the headroom">
        {(document) => {
          const rows = document.endpoints
            .filter((endpoint) => endpoint.zones.length > 0 && inScope(scope, endpoint))
            .filter(({ id, service = '' }) => `${id} ${service}`.toLowerCase().includes(q.toLowerCase()))
            .toSorted((a, b) => worst(b, down) - worst(a, down));
          const [id, az] = sel?.split('/') ?? [];
          const endpoint = rows.find((each) => each.id === id) ?? rows[0];
          const zone = endpoint?.zones.find((each) => each.az === az) ?? endpoint?.zones[0];
          return (
            <div className="grid">
              <Panel title="p99 and peak as a share of the ceiling" className="span-7">
                <Limits document={document} />
                <HeatMap
                  rows={rows}
                  down={down}
                  selected={endpoint && zone && `${endpoint.id}/${zone.az}`}
                  onOpen={(next) => change({ sel: next })}
                />
              </Panel>
              {endpoint && zone && (
                <Panel title={`${endpoint.id} in ${zone.az}`} className="span-5">
                  <Drill endpoint={endpoint} zone={zone} end={document.window?.end} forecast={forecast.data} />
                </Panel>
              )}
            </div>
          );
        }}
      </Loaded>
    </>
  );
}

const shareOf = (zone: Zone, down: boolean): number | null => (down ? zone.n1Utilisation : zone.utilisation);
const worst = ({ zones }: Endpoint, down: boolean): number =>
  Math.max(...zones.map((zone) => shareOf(zone, down) ?? -1));

function Limits({ document: { thresholds, limits } }: { readonly document: HeadroomDocument }) {
  return (
    <p className="muted">
      watch {percentText(thresholds.watch)}, warning {percentText(thresholds.warning)}, critical{' '}
      {percentText(thresholds.critical)}; limits of {limits.asOf}
    </p>
  );
}

/** Rows drawn at most; search and scope find the others. */
const MOST_ROWS = 150;

function HeatMap(props: {
  readonly rows: readonly Endpoint[];
  readonly down: boolean;
  readonly selected: string | undefined;
  readonly onOpen: (selected: string) => void;
}) {
  const { rows, down, selected, onOpen } = props;
  const zones = [...new Set(rows.flatMap((row) => row.zones.map(({ az }) => az)))].sort();
  if (rows.length === 0) return <p className="muted">No endpoint with zones is in this scope.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard
    <section className="table-box" aria-label="Endpoints by zone" tabIndex={0}>
      <table className="heat">
        <thead>
          <tr>
            <th>Endpoint</th>
            {zones.map((az) => (
              <th key={az}>{az}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row) => (
            <tr key={row.id}>
              <th scope="row">
                {row.id} <span className="muted">{row.service}</span>
              </th>
              {zones.map((az) => {
                const zone = row.zones.find((each) => each.az === az);
                if (!zone) return <td key={az} className="none" />;
                const share = shareOf(zone, down);
                const key = `${row.id}/${az}`;
                const level = levelOf(share);
                return (
                  <td key={az}>
                    <button
                      type="button"
                      className={`cell ${level}`}
                      aria-pressed={key === selected}
                      onClick={() => onOpen(key)}
                    >
                      <span className="visually-hidden">
                        {row.id} {az}
                      </span>
                      <strong>{percentText(share)}</strong>
                      <span>
                        {zone.peakBps === null ? '' : `peak ${percentText(zone.peakBps / zone.ceilingBps)}`}
                        {level === 'ok' || level === 'unknown' ? '' : ` ${level}`}
                      </span>
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS && <p className="muted">{rows.length - MOST_ROWS} more: search, or choose a scope.</p>}
    </section>
  );
}

function Drill(props: {
  readonly endpoint: Endpoint;
  readonly zone: Zone;
  readonly end: string | undefined;
  readonly forecast: ForecastDocument | undefined;
}) {
  const { endpoint, zone, end, forecast } = props;
  const told = forecast?.endpoints.find(({ id }) => id === endpoint.id)?.zones.find(({ az }) => az === zone.az);
  const chart = useMemo(() => told && chartOf(told, zone, forecast?.window.end ?? end), [told, zone, end, forecast]);
  return (
    <>
      <p>
        <LevelTag level={zone.level} />{' '}
        <LevelTag
          level={levelOf(zone.n1Utilisation)}
          word={`${percentText(zone.n1Utilisation)} with ${zone.n1Failed ?? 'a zone'} down`}
        />
      </p>
      {chart ? (
        <Chart label={`Busy rate of ${endpoint.id} in ${zone.az}, with its forecast`} {...chart} format={gbpsText} />
      ) : (
        <p className="muted">No history to forecast from: the load is {endpoint.source}.</p>
      )}
      <dl className="facts">
        <dt>p50 / p95 / p99</dt>
        <dd>
          {gbpsText(zone.p50Bps)} / {gbpsText(zone.p95Bps)} / {gbpsText(zone.p99Bps)}
        </dd>
        <dt>Peak</dt>
        <dd>{gbpsText(zone.peakBps)}</dd>
        <dt>Baseline, ceiling</dt>
        <dd>
          {gbpsText(zone.baselineBps)}, {gbpsText(zone.ceilingBps)}
        </dd>
        <dt>Samples, gaps</dt>
        <dd>
          {zone.samples}, {zone.gaps}
        </dd>
        {told?.thresholds.map(({ at, days, low, high }) => (
          <Days key={at} at={at} days={days} low={low} high={high} />
        ))}
        {told && (
          <>
            <dt>Method</dt>
            <dd>
              {told.method}
              {told.mase !== null && `, error ${told.mase.toFixed(2)} of naive`}, {told.historyDays} days of history
            </dd>
          </>
        )}
        {zone.evidence && (
          <>
            <dt>Evidence</dt>
            <dd>{zone.evidence.reason}</dd>
          </>
        )}
      </dl>
    </>
  );
}

function Days({ at, days, low, high }: { at: number; days: number | null; low: number | null; high: number | null }) {
  return (
    <>
      <dt>Days to {percentText(at)}</dt>
      <dd>
        {daysText(days)}
        {days !== null &&
          days >= 1 &&
          low !== null &&
          ` (${Math.round(low)} to ${high === null ? 'beyond' : Math.round(high)})`}
      </dd>
    </>
  );
}

type ZoneForecast = ForecastDocument['endpoints'][number]['zones'][number];
const DAY = 86_400;

/** History by day, then the fan by week, against baseline and ceiling. */
function chartOf(
  told: ZoneForecast,
  zone: Zone,
  end: string | undefined,
): { times: number[]; series: Series[] } | undefined {
  if (end === undefined || told.historyBps.length === 0) return undefined;
  const last = Math.floor(Date.parse(end) / 1000 / DAY) * DAY;
  const history = told.historyBps.map((_, index) => last - (told.historyBps.length - index) * DAY);
  const weeks = told.weeks.point.map((_, index) => last + (index + 0.5) * 7 * DAY);
  const times = [...history, ...weeks];
  const before = history.map(() => null);
  const after = weeks.map(() => null);
  const flat = (value: number): number[] => times.map(() => value);
  const series: Series[] = [
    { label: 'Busy rate (p99 of a day)', colour: 'accent', width: 2, values: [...told.historyBps, ...after] },
    { label: 'High', colour: 'accent', width: 0.5, values: [...before, ...told.weeks.high], bandTo: 3 },
    { label: 'Low', colour: 'accent', width: 0.5, values: [...before, ...told.weeks.low] },
    { label: 'Forecast', colour: 'accent', dash: [5, 4], values: [...before, ...told.weeks.point] },
    { label: 'Baseline', colour: 'watch', dash: [2, 3], values: flat(zone.baselineBps) },
    { label: 'Ceiling', colour: 'critical', values: flat(zone.ceilingBps) },
  ];
  return { times, series };
}
