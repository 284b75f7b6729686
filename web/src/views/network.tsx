import { useEffect, useMemo, useRef, useState } from 'react';
import { problemText } from '../api/actions.ts';
import {
  type EstimateDocument,
  type HeadroomDocument,
  type PlanDocument,
  type Topology,
  useEstimate,
  useHeadroom,
  useNetwork,
  usePlan,
} from '../api/queries.ts';
import { amountText, counted, moneyText } from '../format/text.ts';
import { Drawing, type State } from '../network/drawing.tsx';
import { folded, foldedCounts, namedOf } from '../network/fold.ts';
import { type Fold, graphOf, hopsOf, MOST_VPCS } from '../network/graph.ts';
import { layoutOf, unionOf } from '../network/layout.ts';
import { saveDrawing, savePicture } from '../network/save-drawing.ts';
import { SidePanel } from '../network/side-panel.tsx';
import { Choice, Panel, ViewHead } from '../parts/panel.tsx';
import { Loaded } from '../parts/states.tsx';
import { useAddress } from '../search.ts';
import { usePriced } from '../worker/use-priced.ts';

export function NetworkView() {
  const estimate = useEstimate();
  const plan = usePlan();
  const headroom = useHeadroom();
  const network = useNetwork();
  const given = network.data?.network;
  const today = plan.data?.topologyToday ?? (given && 'topology' in given ? given.topology : given);
  // What is large takes long to plan, or cannot be planned in time: it is shown as it is before.
  const isLarge = (today?.vpcs?.length ?? 0) > MOST_VPCS;
  const isAlone = today !== undefined && (plan.isError || (plan.isPending && isLarge));
  const shown = (
    <Loaded query={estimate} what="the estimate">
      {(document) =>
        today && (
          <Shown
            today={today}
            plan={plan.data}
            note={plan.isError ? problemText(plan.error) : isAlone ? 'they are being worked out' : undefined}
            estimate={document}
            headroom={headroom.data}
          />
        )
      }
    </Loaded>
  );
  return isAlone ? (
    shown
  ) : (
    <Loaded query={plan} what="the network">
      {() => shown}
    </Loaded>
  );
}

const FOLDS = [
  ['vpc', 'VPC'],
  ['account', 'Account'],
  ['team', 'Team'],
] as const;
const STATES = [
  ['today', 'Today'],
  ['after', 'After recommendations'],
  ['difference', 'Difference'],
] as const;

function Shown(props: {
  readonly today: Topology;
  /** Absent = `note` says why there is none: the network after it cannot be shown. */
  readonly plan: PlanDocument | undefined;
  readonly note: string | undefined;
  readonly estimate: EstimateDocument;
  readonly headroom: HeadroomDocument | undefined;
}) {
  const { today: topology, plan, estimate, headroom } = props;
  const [{ by, state: word, focus, sel, q = '' }, change] = useAddress();
  const [box, width] = useWidth();
  const svg = useRef<SVGSVGElement>(null);
  const isLarge = (topology.vpcs?.length ?? 0) > MOST_VPCS;
  const fold: Fold = FOLDS.find(([value]) => value === by)?.[0] ?? (isLarge ? 'account' : 'vpc');
  const state: State = (plan && STATES.find(([value]) => value === word)?.[0]) ?? 'today';
  const priced = usePriced(state === 'today' ? undefined : plan?.topologyAfter, 'after').data;
  const hopsToday = useMemo(() => hopsOf(topology, estimate, headroom, fold), [topology, estimate, headroom, fold]);
  const hopsAfter = useMemo(
    () => (priced && plan ? hopsOf(plan.topologyAfter, priced, headroom, fold) : undefined),
    [plan, priced, headroom, fold],
  );
  const named = useMemo(() => namedOf(hopsAfter ? [hopsToday, hopsAfter] : [hopsToday], q), [hopsToday, hopsAfter, q]);
  const counts = useMemo(() => foldedCounts(hopsToday, named), [hopsToday, named]);
  const today = useMemo(() => graphOf(folded(hopsToday, named), estimate), [hopsToday, named, estimate]);
  const after = useMemo(
    () => (hopsAfter && priced ? graphOf(folded(hopsAfter, named), priced) : undefined),
    [hopsAfter, named, priced],
  );
  const layout = useMemo(() => layoutOf(unionOf(today, after), width), [today, after, width]);
  const chosen = [...(state === 'today' ? [] : (after?.nodes ?? [])), ...today.nodes].find(({ id }) => id === focus);
  const shownEstimate = state === 'after' && priced ? priced : estimate;
  const members = chosen?.members ?? (sel === undefined ? undefined : [sel]);
  const close = (): void => change({ focus: undefined, sel: undefined });
  return (
    <>
      <ViewHead title="Network" command="tollgate breakdown --path snapshot.json --group-by client-vpc">
        <Choice
          name="Fold by"
          value={fold}
          options={FOLDS}
          onChange={(value) => change({ by: value, focus: undefined })}
        />
        {plan && <Choice name="State" value={state} options={STATES} onChange={(value) => change({ state: value })} />}
        <button type="button" onClick={() => svg.current && saveDrawing(svg.current, 'network.svg')}>
          Save SVG
        </button>
        <button type="button" onClick={() => svg.current && void savePicture(svg.current, 'network.png')}>
          Save PNG
        </button>
      </ViewHead>
      <p className="summary">
        <Amount state={state} plan={plan} estimate={estimate} />
        <span className="legend">
          <span className="key-ok">ok</span>
          <span className="key-watch">watch or warning</span>
          <span className="key-critical">critical</span>
          <span className="key-unknown">load unknown</span>
          <span>width: GB a month, by its square root</span>
        </span>
        <FoldedNote counts={counts} fold={fold} />
      </p>
      {props.note && <p className="notice watch-note">There are no recommendations to show beside it ({props.note})</p>}
      <div className={members ? 'split' : ''}>
        <div ref={box} className="canvas panel">
          <Drawing
            layout={layout}
            shown={{ today, after, state }}
            currency={estimate.currency}
            focus={chosen?.id}
            query={q}
            onNode={(id) => change({ focus: id === focus ? undefined : id, sel: undefined })}
            svgRef={svg}
          />
        </div>
        {members && (
          <SidePanel
            title={chosen?.name ?? sel ?? ''}
            members={members}
            estimate={shownEstimate}
            headroom={headroom}
            onClose={close}
          />
        )}
        {state !== 'today' && !after && (
          <Panel title="Pricing">
            <p role="status">Pricing the network after the recommendations.</p>
          </Panel>
        )}
      </div>
    </>
  );
}

/** What the state that is shown costs. */
function Amount(props: {
  readonly state: State;
  readonly plan: PlanDocument | undefined;
  readonly estimate: EstimateDocument;
}) {
  const { state, plan, estimate } = props;
  const { currency, totals } = estimate;
  const today = amountText(totals.monthly, totals.unknownLines, currency);
  if (plan === undefined || state === 'today') {
    return (
      <>
        <strong>{today}</strong> a month today
      </>
    );
  }
  return state === 'after' ? (
    <>
      <strong>{amountText(plan.after, plan.unknownLines, currency)}</strong> a month after all recommendations
    </>
  ) : (
    <>
      <strong>{today}</strong> a month today; {moneyText(`-${plan.saving}`, currency)} after
    </>
  );
}

function FoldedNote({ counts, fold }: { readonly counts: ReturnType<typeof foldedCounts>; readonly fold: Fold }) {
  const { from, path, service } = counts;
  if (from + path + service === 0) return null;
  return (
    <span className="muted">
      {counted(from, fold === 'vpc' ? 'VPC' : fold)}, {counted(path, 'path')} and {counted(service, 'service')} with few
      bytes are folded; search names them.
    </span>
  );
}

/** The width that a box has; the drawing follows it. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(1000);
  useEffect(() => {
    const target = box.current;
    if (!target) return;
    const watch = new ResizeObserver(() => setWidth(Math.max(340, Math.floor(target.clientWidth - 2))));
    watch.observe(target);
    return () => watch.disconnect();
  }, []);
  return [box, width] as const;
}
