import type { Section, Table, View } from '../view.ts';
import { summarise } from './findings.ts';
import type { FormatOptions } from './format.ts';
import { markdownText } from './markdown-text.ts';
import { visible } from './visible.ts';

/** A view as GitHub-flavoured Markdown. Nothing in a name can become markup, a mention or a link. */
export function markdown(view: View, options: FormatOptions): string {
  const blocks = [
    `## ${markdownText(view.title)}`,
    bold(view.headline),
    ...view.sections.flatMap(drawSection),
    ...drawFindings(view, options),
    `<sub>${markdownText(view.footnote)}</sub>`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Emphasis holds only around text that neither begins nor ends with a space. */
function bold(text: string): string {
  const shown = visible(text).trim();
  return shown === '' ? '' : `**${markdownText(shown)}**`;
}

function drawSection(section: Section): string[] {
  const title = markdownText(section.title);
  const body = [
    ...(section.text ?? []).map(markdownText),
    ...(section.table ? [markdownTable(section.table)] : []),
    ...(section.code ?? []).flatMap(drawCode),
  ];
  if (!section.folded) return [`### ${title}`, ...body];
  return [`<details><summary>${title}</summary>`, ...body, '</details>'];
}

/** A fence longer than any run of backticks in it: nothing in it can end it. */
function drawCode({ title, text }: NonNullable<Section['code']>[number]): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const lines = text.split('\n').map((line) => visible(line));
  return [markdownText(`${title}:`), `${fence}\n${lines.join('\n')}\n${fence}`];
}

/** A table of Markdown; no cell can end its row. */
export function markdownTable({ columns, rows, heads, footer }: Table): string {
  return [
    columns.map((column) => markdownText(column.title)),
    columns.map((column) => (column.align === 'right' ? '---:' : '---')),
    ...rows.map((row, index) => row.map(heads?.has(index) ? bold : markdownText)),
    ...(footer ? [footer.map(bold)] : []),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function drawFindings(view: View, options: FormatOptions): string[] {
  const { shown, rest } = summarise(view, options.all === true);
  if (shown.length === 0 && rest.length === 0) return [];
  const list = shown.map(
    ({ code, severity, message }) => `- ${severity} ${markdownText(code)}: ${markdownText(message)}`,
  );
  return ['### Findings', [...list, ...rest.map((each) => `- ${markdownText(each)}`)].join('\n')];
}
