import { type Document, isMap, isNode, isScalar, isSeq, type Node, Pair, Scalar, visit, YAMLMap } from 'yaml';

/** Short forms whose long form carries no "Fn::": CloudFormation, template anatomy. */
const BARE = new Set(['Ref', 'Condition']);
const SHORT_FORM = /^!([A-Za-z][A-Za-z0-9:]*)$/;

/** Rewrites short forms (`!Sub x`) into their long form (`{ Fn::Sub: x }`), so that a reader meets one spelling. Any local tag counts. */
export function expandShortForms(parsed: Document): void {
  visit(parsed, {
    Node(_key, node) {
      const name = SHORT_FORM.exec(node.tag ?? '')?.[1];
      return name === undefined ? undefined : longForm(name, node);
    },
  });
}

function longForm(name: string, node: Node): Node | undefined {
  if (!isNode(node) || !(isScalar(node) || isMap(node) || isSeq(node))) return undefined;
  const long = new YAMLMap();
  if (node.anchor !== undefined) {
    long.anchor = node.anchor;
    delete node.anchor;
  }
  delete node.tag;
  if (node.range) long.range = node.range;
  long.items.push(new Pair(new Scalar(BARE.has(name) ? name : `Fn::${name}`), node));
  return long;
}
