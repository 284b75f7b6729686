import picocolors from 'picocolors';
import type { Severity } from '../../core/finding.ts';
import type { Column, Section, Table, View } from '../view.ts';
import { columnWidths, fitColumns } from './column-widths.ts';
import { summarise } from './findings.ts';
import type { FormatOptions } from './format.ts';
import { textWidth, wrapText } from './text-width.ts';
import { visible } from './visible.ts';

type Colours = ReturnType<typeof picocolors.createColors>;

/** A view for the terminal: aligned columns without frames, wrapped to the width that is given. */
export function table(view: View, options: FormatOptions): string {
  const colours = picocolors.createColors(options.colour === true);
  const blocks = [
    flowed(view.headline, options).map(colours.bold).join('\n'),
    ...view.sections.map((section) => drawSection(section, options, colours)),
    drawFindings(view, options, colours),
    flowed(view.footnote, options).map(colours.dim).join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** The lines of a sentence. */
const flowed = (text: string, { width }: FormatOptions): readonly string[] =>
  width === undefined ? [visible(text)] : wrapText(visible(text), width);

function drawSection(section: Section, options: FormatOptions, colours: Colours): string {
  const lines = flowed(section.title, options).map(colours.bold);
  for (const text of section.text ?? []) lines.push(...flowed(text, options));
  if (section.table) lines.push(drawTable(section.table, options, colours));
  for (const { title, text } of section.code ?? []) {
    lines.push('', colours.dim(`${title}:`), ...text.split('\n').map((line) => visible(line)));
  }
  return lines.join('\n');
}

/** Space between two columns. */
const GAP = '  ';

function drawTable(whole: Table, { width }: FormatOptions, colours: Colours): string {
  const { table: data, dropped } = fitColumns(whole, width);
  const widths = columnWidths(data, width);
  const lines: string[] = [];
  const draw = (cells: readonly string[], paint: (text: string) => string): void => {
    const wrapped = widths.map((each, index) => wrapText(visible(cells[index] ?? ''), each));
    const height = Math.max(...wrapped.map((cell) => cell.length));
    for (let row = 0; row < height; row++) {
      const painted = wrapped.map((cell, index) =>
        pad(cell[row] ?? '', widths[index] ?? 0, data.columns[index], paint),
      );
      lines.push(painted.join(GAP).trimEnd());
    }
  };
  const titles = data.columns.map((column) => column.title);
  const rule = widths.map((each) => '─'.repeat(each));
  draw(titles, colours.dim);
  draw(rule, colours.dim);
  data.rows.forEach((row, index) => {
    draw(row, data.heads?.has(index) ? colours.bold : String);
  });
  if (data.footer) {
    draw(rule, colours.dim);
    draw(data.footer, colours.bold);
  }
  if (dropped.length > 0) {
    const note = `Not shown at this width: ${dropped.join(', ')}; --format csv has them.`;
    lines.push(...flowed(note, { width }).map(colours.dim));
  }
  return lines.join('\n');
}

/** Colour goes around the text and not around the space, so that it can be trimmed. */
function pad(text: string, width: number, column: Column | undefined, paint: (text: string) => string): string {
  const space = ' '.repeat(width - textWidth(text));
  if (text === '') return space;
  return column?.align === 'right' ? space + paint(text) : paint(text) + space;
}

function drawFindings(view: View, options: FormatOptions, colours: Colours): string {
  const { shown, rest } = summarise(view, options.all === true);
  if (shown.length === 0 && rest.length === 0) return '';
  const paint: Readonly<Record<Severity, (text: string) => string>> = {
    error: colours.red,
    warning: colours.yellow,
    info: colours.cyan,
  };
  const lines = [colours.bold('Findings')];
  for (const { code, severity, message } of shown) {
    const mark = `${severity} ${visible(code)}`;
    const [first = '', ...more] = flowed(`${mark}  ${message}`, options);
    lines.push(first.replace(mark, paint[severity]), ...more);
  }
  for (const text of rest) lines.push(...flowed(text, options));
  return lines.join('\n');
}
