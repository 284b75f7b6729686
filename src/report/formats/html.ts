import type { Column, Section, Table, View } from '../view.ts';
import { summarise } from './findings.ts';
import type { FormatOptions } from './format.ts';
import { STYLE, STYLE_HASH } from './html-style.ts';
import { htmlText } from './html-text.ts';

/** A view as one self-contained page: no scripts, nothing loaded, under a policy that would refuse both. */
export function html(view: View, options: FormatOptions): string {
  const title = htmlText(view.title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="headline">${htmlText(view.headline)}</p>
${view.sections.map(drawSection).join('\n')}
${drawFindings(view, options)}
</main>
<footer><p>${htmlText(view.footnote)}</p></footer>
</body>
</html>
`;
}

function drawSection({ title, text, table, code, picture, folded }: Section): string {
  const body = [
    ...(text ?? []).map((each) => `<p>${htmlText(each)}</p>`),
    ...(picture === undefined ? [] : [`<figure>${picture}</figure>`]),
    ...(table ? [drawTable(table, title)] : []),
    ...(code ?? []).map(drawCode),
  ].join('\n');
  return folded
    ? `<details>\n<summary>${htmlText(title)}</summary>\n${body}\n</details>`
    : `<section>\n<h2>${htmlText(title)}</h2>\n${body}\n</section>`;
}

const drawCode = ({ title, text }: NonNullable<Section['code']>[number]): string =>
  `<p>${htmlText(title)}:</p>\n<div class="scroll" tabindex="0" role="region" aria-label="${htmlText(title)}"><pre>${text
    .split('\n')
    .map(htmlText)
    .join('\n')}</pre></div>`;

/** The wrapper scrolls on narrow screens and takes the keyboard's focus, so that it can be scrolled without a mouse. */
function drawTable({ columns, rows, heads, footer }: Table, caption: string): string {
  const name = htmlText(caption);
  return `<div class="scroll" tabindex="0" role="region" aria-label="${name}">
<table${footer ? ' class="sum"' : ''}>
<caption>${name}</caption>
<thead><tr>${columns.map((column) => `<th scope="col"${aligned(column)}>${htmlText(column.title)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map((row, index) => drawRow(row, columns, heads?.has(index) ? ' class="head"' : '')).join('\n')}
</tbody>${footer ? `\n<tfoot>${drawRow(footer, columns, '')}</tfoot>` : ''}
</table>
</div>`;
}

/** Each cell names its column, which a narrow screen shows in place of the head of the table. */
function drawRow(row: readonly string[], columns: readonly Column[], mark: string): string {
  const [first = '', ...rest] = row;
  const cells = rest.map((cell, index) => {
    const column = columns[index + 1];
    return `<td${classOf(cell, column)} data-label="${htmlText(column?.title ?? '')}">${htmlText(cell)}</td>`;
  });
  return `<tr${mark}><th scope="row"${aligned(columns[0])}>${htmlText(first)}</th>${cells.join('')}</tr>`;
}

/** Words of verdicts and levels, which are coloured too. */
const TONES: Readonly<Record<string, string>> = {
  exceeded: 'bad',
  critical: 'bad',
  crossed: 'bad',
  warning: 'warn',
  watch: 'warn',
  unknown: 'warn',
  ok: 'good',
  passed: 'good',
  within: 'good',
};

function classOf(cell: string, column: Column | undefined): string {
  const tone = Object.hasOwn(TONES, cell) ? TONES[cell] : undefined;
  if (tone === undefined) return aligned(column);
  return column?.align === 'right' ? ` class="number ${tone}"` : ` class="${tone}"`;
}

const aligned = (column: Column | undefined): string => (column?.align === 'right' ? ' class="number"' : '');

function drawFindings(view: View, options: FormatOptions): string {
  const { shown, rest } = summarise(view, options.all === true);
  if (shown.length === 0 && rest.length === 0) return '';
  const items = shown.map(
    ({ code, severity, message }) =>
      `<li class="${severity}"><strong>${severity} ${htmlText(code)}</strong> ${htmlText(message)}</li>`,
  );
  return `<section>
<h2>Findings</h2>
<ul>
${[...items, ...rest.map((each) => `<li>${htmlText(each)}</li>`)].join('\n')}
</ul>
</section>`;
}
