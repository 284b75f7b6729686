import { createHash } from 'node:crypto';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { html } from '../../../../src/report/formats/html.ts';
import { STYLE, STYLE_HASH } from '../../../../src/report/formats/html-style.ts';
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
      picture: '<svg role="img" viewBox="0 0 1 1"><title>one</title><path d="M0 0"/></svg>',
      table: {
        columns: [
          { title: 'Name', align: 'left' },
          { title: 'Amount', align: 'right' },
        ],
        rows: [[name, '1.00']],
        heads: new Set([0]),
        footer: [name, '3.00'],
      },
    },
    { title: name, text: [name], folded: true },
  ],
});

function load(text: string): DefaultTreeAdapterTypes.Document {
  const errors: string[] = [];
  const tree = parse(text, { onParseError: (error) => errors.push(error.code) });
  expect(errors).toEqual([]);
  return tree;
}

const attribute = (element: DefaultTreeAdapterTypes.Element, name: string) =>
  element.attrs.find((each) => each.name === name)?.value;

describe.each(HOSTILE_NAMES)('%j', (name) => {
  const elements = elementsOf(load(html(viewOf(name), {})));

  test('changes nothing in the structure of the page', () => {
    expect(elements.map((element) => element.tagName)).toEqual(
      elementsOf(load(html(viewOf('app-ssm'), {}))).map((element) => element.tagName),
    );
    expect(elements.flatMap((element) => element.attrs).filter((each) => each.name.startsWith('on'))).toEqual([]);
  });

  test('shows itself', () => {
    const rows = elements.filter((element) => element.tagName === 'th' && attribute(element, 'scope') === 'row');
    expect(rows.map(textOf)).toEqual([visible(name), visible(name)]);
    expect(elements.filter((element) => element.tagName === 'h1').map(textOf)).toEqual([visible(name)]);
  });
});

describe('the page', () => {
  const elements = elementsOf(load(html(viewOf('app-ssm'), {})));
  const named = (tag: string) => elements.filter((element) => element.tagName === tag);

  test('loads nothing and runs nothing', () => {
    expect(named('script')).toEqual([]);
    expect(
      elements.flatMap((element) => element.attrs).filter((each) => ['src', 'href', 'style'].includes(each.name)),
    ).toEqual([]);
  });

  test('forbids by policy all but its own style sheet', () => {
    const hash = `sha256-${createHash('sha256').update(STYLE).digest('base64')}`;
    expect(STYLE_HASH).toBe(hash);
    expect(named('style').map(textOf)).toEqual([STYLE]);
    const policy = named('meta').map((meta) => attribute(meta, 'content') ?? '');
    expect(policy.find((content) => content.startsWith('default-src'))).toContain(
      `default-src 'none'; style-src '${hash}'`,
    );
  });

  test('names its language, its tables and the scope of every header', () => {
    expect(named('html').map((element) => attribute(element, 'lang'))).toEqual(['en']);
    expect(named('caption').map(textOf)).toEqual(['app-ssm']);
    expect(named('th').every((element) => ['col', 'row'].includes(attribute(element, 'scope') ?? ''))).toBe(true);
  });
});
