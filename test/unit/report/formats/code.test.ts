import { expect, test } from 'vitest';
import { html } from '../../../../src/report/formats/html.ts';
import { markdown } from '../../../../src/report/formats/markdown.ts';
import { table } from '../../../../src/report/formats/table.ts';
import type { View } from '../../../../src/report/view.ts';

const view = (text: string): View => ({
  title: 'T',
  headline: 'H',
  sections: [{ title: 'S', code: [{ title: 'AWS CLI', text }] }],
  findings: [],
  footnote: '',
});
const LONG = `aws ec2 create-vpc-endpoint ${'--option value '.repeat(20)}--end`;

test('a terminal shows commands line by line, whatever its width, so that they can be copied', () => {
  expect(table(view(`${LONG}\n  indented`), { width: 40 })).toContain(`AWS CLI:\n${LONG}\n  indented\n`);
});

test('Markdown fences them, and nothing in them ends the fence', () => {
  expect(markdown(view('echo one\necho two'), {})).toContain('```\necho one\necho two\n```');
  expect(markdown(view('a ```` b\n```'), {})).toContain('`````\na ```` b\n```\n`````');
});

test('a page escapes them', () => {
  const page = html(view('echo "<script>alert(1)</script>"'), {});
  expect(page).toContain('<pre>echo &quot;&lt;script&gt;alert(1)&lt;/script&gt;&quot;</pre>');
  expect(page).not.toContain('<script>');
});

test('what could redraw a terminal is spelled out', () => {
  for (const draw of [table, markdown, html]) {
    const text = draw(view('a\u001b[2J\u202eb'), {});
    expect([text.includes('\u001b'), text.includes('\u202e')]).toEqual([false, false]);
  }
});
