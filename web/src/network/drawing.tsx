import type { Ref } from 'react';
import { amountText, gbText } from '../format/text.ts';
import type { Graph, GraphLink } from './graph.ts';
import type { Layout } from './layout.ts';

export type State = 'today' | 'after' | 'difference';

interface Shown {
  readonly today: Graph;
  readonly after: Graph | undefined;
  readonly state: State;
}

/** What became of a link: as it is, new, or no more. */
function changeOf(id: string, { today, after, state }: Shown): 'same' | 'new' | 'removed' | 'absent' {
  const [before, next] = [
    today.links.some((link) => link.id === id),
    after?.links.some((link) => link.id === id) ?? true,
  ];
  if (state === 'today') return before ? 'same' : 'absent';
  if (state === 'after') return next ? 'same' : 'absent';
  if (before && next) return 'same';
  return next ? 'new' : 'removed';
}

const gbOfLink = (graph: Graph | undefined, id: string): GraphLink | undefined =>
  graph?.links.find((link) => link.id === id);

interface DrawingProps {
  readonly layout: Layout;
  readonly shown: Shown;
  readonly currency: string;
  readonly focus: string | undefined;
  readonly query: string;
  readonly onNode: (id: string) => void;
  readonly svgRef: Ref<SVGSVGElement>;
}

/** VPCs at the left, paths, services at the right: width is GB, colour is load, text is money. */
export function Drawing(props: DrawingProps) {
  const { layout, focus, svgRef } = props;
  const near = focus === undefined ? undefined : nearTo(layout, focus);
  return (
    <svg
      ref={svgRef}
      className="network"
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      width={layout.width}
      height={layout.height}
      aria-labelledby="network-title"
    >
      <title id="network-title">VPCs, paths and services</title>
      {layout.links.map((placed) => (
        <Flow key={placed.link.id} placed={placed} shown={props.shown} isFaded={near?.has(placed.link.id) === false} />
      ))}
      {layout.nodes.map((placed) => (
        <Node key={placed.node.id} placed={placed} near={near} {...props} />
      ))}
    </svg>
  );
}

const shownGraph = ({ today, after, state }: Shown): Graph => (state === 'after' ? (after ?? today) : today);

function Flow(props: { readonly placed: Layout['links'][number]; readonly shown: Shown; readonly isFaded: boolean }) {
  const { placed, shown, isFaded } = props;
  const { link, path, thickness } = placed;
  const change = changeOf(link.id, shown);
  if (change === 'absent') return null;
  const own = gbOfLink(change === 'new' ? shown.after : shownGraph(shown), link.id) ?? link;
  const width = Math.max(1.2, link.gb > 0 ? thickness * Math.sqrt(own.gb / link.gb) : thickness);
  const isUnmeasured = own.gb === 0 && own.unknown > 0;
  const classes = ['flow', own.level, change, ...(isFaded ? ['faded'] : []), ...(isUnmeasured ? ['unmeasured'] : [])];
  const name = (id: string): string => id.replace(/^\w+:/, '');
  const gb = own.unknown > 0 ? `at least ${gbText(own.gb)}, ${own.unknown} unknown` : gbText(own.gb);
  return (
    <path d={path} className={classes.join(' ')} strokeWidth={width}>
      <title>
        {`${name(link.source)} to ${name(link.target)}: ${gb}; load ${own.level}${change === 'same' ? '' : `; ${change}`}`}
      </title>
    </path>
  );
}

/** Longest name that there is room for, in characters: at the sides, and between two columns of a narrow drawing. */
const NAME_ROOM = { wide: 24, narrow: 13, between: 9 };

function Node(
  props: DrawingProps & { readonly placed: Layout['nodes'][number]; readonly near: ReadonlySet<string> | undefined },
) {
  const { placed, near, shown, query, currency, onNode } = props;
  const { node, x, y, width, height } = placed;
  const own = shownGraph(shown).nodes.find(({ id }) => id === node.id);
  if (own === undefined && shown.state !== 'difference') return null;
  const isNarrow = props.layout.width < 700;
  const isSought = query === '' || node.name.toLowerCase().includes(query.toLowerCase());
  const isFaded = near?.has(node.id) === false || !isSought;
  const { monthly, unknownLines } = own ?? node;
  const money = monthly === undefined ? '' : amountText(monthly, unknownLines, currency);
  const isLeft = node.column === 'vpc';
  const text = { x: isLeft ? x - 8 : x + width + 8, textAnchor: isLeft ? ('end' as const) : ('start' as const) };
  const narrow = node.column === 'path' ? NAME_ROOM.between : NAME_ROOM.narrow;
  const room = isNarrow ? narrow : NAME_ROOM.wide;
  const middle = y + height / 2;
  const hasMoney = money !== '' && !isNarrow;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button of HTML cannot stand inside SVG
    <g
      role="button"
      tabIndex={0}
      className={isFaded ? 'node faded' : 'node'}
      onClick={() => onNode(node.id)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onNode(node.id);
      }}
    >
      <title>{`${node.column} ${node.name}${money && `, ${money} a month`}: ${node.members.length} endpoints`}</title>
      <rect x={x} y={y} width={width} height={height} rx={2} />
      <rect className="target" x={isLeft ? x - 160 : x} y={middle - 14} width={180} height={28} />
      <text {...text} y={middle + (hasMoney ? -2 : 4)}>
        {node.name.length > room ? `${node.name.slice(0, room - 1)}…` : node.name}
      </text>
      {hasMoney && (
        <text className="money" {...text} y={middle + 12}>
          {money}
        </text>
      )}
    </g>
  );
}

/** A node, its links and what they lead to, in both directions. */
function nearTo({ links }: Layout, focus: string): ReadonlySet<string> {
  const near = new Set([focus]);
  for (const forward of [true, false]) {
    let edge = new Set([focus]);
    for (let step = 0; step < 2; step += 1) {
      const next = new Set<string>();
      for (const { link } of links) {
        const [from, to] = forward ? [link.source, link.target] : [link.target, link.source];
        if (!edge.has(from)) continue;
        near.add(link.id).add(to);
        next.add(to);
      }
      edge = next;
    }
  }
  return near;
}
