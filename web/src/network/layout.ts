import { sankey, sankeyLinkHorizontal } from 'd3-sankey';
import type { Graph, GraphLink, GraphNode } from './graph.ts';

interface PlacedNode {
  readonly node: GraphNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface PlacedLink {
  readonly link: GraphLink;
  readonly path: string;
  readonly thickness: number;
}
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly links: readonly PlacedLink[];
}

export const NODE_WIDTH = 10;
const COLUMNS = { vpc: 0, path: 1, service: 2 } as const;
/** Room of a name with its money below it. */
const ROW = 38;
/** Room for names at both sides. */
const SIDE = 170;

/** Bytes differ by six powers of ten: widths grow with the square root, and none is too thin to see. */
const LEAST_SHARE = 0.02;
const weightOf = ({ gb }: GraphLink): number => Math.sqrt(gb);

/** Places the union of all states, so that what is the same lies where it was. Both widths of a link come from its own state. */
export function layoutOf(union: Graph, width: number): Layout {
  const most = Math.max(
    ...(['vpc', 'path', 'service'] as const).map(
      (column) => union.nodes.filter((node) => node.column === column).length,
    ),
    4,
  );
  const height = most * ROW + 40;
  const least = LEAST_SHARE * Math.max(...union.links.map(weightOf), 1);
  const side = width < 700 ? 96 : SIDE;
  const place = sankey<{ node: GraphNode }, { link: GraphLink }>()
    .nodeId(({ node }) => node.id)
    .nodeAlign(({ node }) => COLUMNS[node.column])
    .nodeWidth(NODE_WIDTH)
    .nodePadding(26)
    .nodeSort(undefined)
    .extent([
      [side, 20],
      [width - side, height - 20],
    ]);
  const { nodes, links } = place({
    nodes: union.nodes.map((node) => ({ node })),
    links: union.links.map((link) => ({
      link,
      source: link.source,
      target: link.target,
      value: Math.max(weightOf(link), least),
    })),
  });
  const draw = sankeyLinkHorizontal<{ node: GraphNode }, { link: GraphLink }>();
  return {
    width,
    height,
    nodes: nodes.map(({ node, x0 = 0, y0 = 0, y1 = 0 }) => ({
      node,
      x: x0,
      y: y0,
      width: NODE_WIDTH,
      height: Math.max(2, y1 - y0),
    })),
    links: links.map((each) => ({ link: each.link, path: draw(each) ?? '', thickness: Math.max(1, each.width ?? 1) })),
  };
}

/** Both states as one graph: the larger of both on every link, so that nothing moves between them. */
export function unionOf(today: Graph, after: Graph | undefined): Graph {
  if (after === undefined) return today;
  const nodes = new Map([...after.nodes, ...today.nodes].map((node) => [node.id, node]));
  const links = new Map(today.links.map((link) => [link.id, link]));
  for (const link of after.links) {
    const before = links.get(link.id);
    links.set(link.id, before && before.gb >= link.gb ? before : link);
  }
  return { nodes: [...nodes.values()], links: [...links.values()] };
}
