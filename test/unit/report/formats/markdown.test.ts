import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { parseFragment } from 'parse5';
import { describe, expect, test } from 'vitest';
import { markdown } from '../../../../src/report/formats/markdown.ts';
import { visible } from '../../../../src/report/formats/visible.ts';
import type { View } from '../../../../src/report/view.ts';
import { HOSTILE_NAMES } from '../../../support/hostile-names.ts';
import { elementsOf, textOf } from '../../../support/html-tree.ts';

const viewOf = (name: string): View => ({
  title: name,
  headline: name,
  footnote: name,
  findings: [{ code: 'TG1203', severity: 'warning', subject: name, message: name }],
  sections: [
    {
      title: name,
      text: [name],
      table: {
        columns: [
          { title: 'Name', align: 'left' },
          { title: 'Amount', align: 'right' },
        ],
        rows: [
          [name, '1.00'],
          [name, '2.00'],
        ],
        heads: new Set([0]),
        footer: [name, '3.00'],
      },
    },
    { title: name, text: [name], folded: true },
  ],
});

/** The document as GitHub would lay it out: rendered by an independent implementation of GitHub-flavoured Markdown. */
const render = (text: string) =>
  parseFragment(micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true }));

const OURS = [
  'details',
  'h2',
  'h3',
  'li',
  'p',
  'strong',
  'sub',
  'summary',
  'table',
  'tbody',
  'td',
  'th',
  'thead',
  'tr',
  'ul',
];

describe.each(HOSTILE_NAMES)('%j', (name) => {
  const tree = render(markdown(viewOf(name), {}));

  test('adds no element of its own', () => {
    expect(
      elementsOf(tree)
        .map((element) => element.tagName)
        .filter((tag) => !OURS.includes(tag)),
    ).toEqual([]);
  });

  test('stays one cell in each of its rows and shows itself', () => {
    const rows = elementsOf(tree).filter((element) => element.tagName === 'tr');
    const cells = rows.map((row) => elementsOf(row).filter((element) => /^t[dh]$/.test(element.tagName)));
    expect(cells.map((row) => row.length)).toEqual([2, 2, 2, 2]);
    const shown = visible(name).trim();
    expect(cells.slice(1).map(([first]) => first && textOf(first).trim())).toEqual([shown, shown, shown]);
  });

  test('shows itself in headings, sentences and findings', () => {
    const shown = visible(name).trim();
    const texts = elementsOf(tree)
      .filter((element) => ['h2', 'h3', 'p', 'sub', 'summary'].includes(element.tagName))
      .map((element) => textOf(element).trim());
    expect(new Set(texts)).toEqual(new Set([shown, 'Findings']));
    const items = elementsOf(tree)
      .filter((element) => element.tagName === 'li')
      .map((element) => textOf(element));
    expect(items).toEqual([`warning TG1203: ${visible(name)}`.trimEnd()]);
  });

  test('leaves no mention that GitHub would notify', () => {
    for (const text of leaves(tree)) expect(text).not.toMatch(/(?<![A-Za-z0-9_`])@[A-Za-z0-9]/);
  });
});

const leaves = (tree: ReturnType<typeof render>): string[] =>
  [tree, ...elementsOf(tree)].flatMap((node) =>
    node.childNodes.flatMap((child) => ('value' in child ? [child.value] : [])),
  );

test('addresses of resources stay readable in the raw text', () => {
  expect(markdown(viewOf('module.net.aws_vpc_endpoint.this["ssm"]'), {})).toContain(
    '| module.net.aws_vpc_endpoint.this["ssm"] |',
  );
});
