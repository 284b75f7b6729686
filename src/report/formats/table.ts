import CliTable from 'cli-table3';
import picocolors from 'picocolors';
import type { Severity } from '../../core/finding.ts';
import type { Column, Section, Table, View } from '../view.ts';
import { columnWidths } from './column-widths.ts';
import { summarise } from './findings.ts';
import type { FormatOptions } from './index.ts';
import { visible } from './visible.ts';

type Colours = ReturnType<typeof picocolors.createColors>;

/** A view for the terminal: aligned columns without frames, wrapped to the width that is given. */
export function table(view: View, options: FormatOptions): string {
  const colours = picocolors.createColors(options.colour === true);
  const blocks = [
    colours.bold(visible(view.headline)),
    ...view.sections.map((section) => drawSection(section, options, colours)),
    drawFindings(view, options, colours),
    colours.dim(visible(view.footnote)),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function drawSection(section: Section, options: FormatOptions, colours: Colours): string {
  const lines = [colours.bold(visible(section.title)), ...(section.text ?? []).map(visible)];
  if (section.table) lines.push(drawTable(section.table, options, colours));
  return lines.join('\n');
}

const NO_FRAME = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

function drawTable(data: Table, { width }: FormatOptions, colours: Colours): string {
  const widths = columnWidths(data, width);
  const drawn = new CliTable({
    chars: NO_FRAME,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    colWidths: [...widths],
    colAligns: data.columns.map((column) => column.align),
    wordWrap: true,
    wrapOnWordBoundary: false,
  });
  const line = widths.map((each) => '─'.repeat(each));
  drawn.push(titles(data.columns, colours), line.map(colours.dim));
  data.rows.forEach((row, index) => {
    const style = data.heads?.has(index) ? colours.bold : (text: string) => text;
    drawn.push(row.map((cell) => style(visible(cell))));
  });
  if (data.footer)
    drawn.push(
      line.map(colours.dim),
      data.footer.map((cell) => colours.bold(visible(cell))),
    );
  return drawn
    .toString()
    .split('\n')
    .map((each) => each.trimEnd())
    .join('\n');
}

const titles = (columns: readonly Column[], colours: Colours): string[] =>
  columns.map((column) => colours.dim(visible(column.title)));

function drawFindings(view: View, options: FormatOptions, colours: Colours): string {
  const { shown, rest } = summarise(view, options.all === true);
  if (shown.length === 0 && rest.length === 0) return '';
  const paint: Readonly<Record<Severity, (text: string) => string>> = {
    error: colours.red,
    warning: colours.yellow,
    info: colours.cyan,
  };
  return [
    colours.bold('Findings'),
    ...shown.map(
      ({ code, severity, message }) => `${paint[severity](`${severity} ${visible(code)}`)}  ${visible(message)}`,
    ),
    ...rest,
  ].join('\n');
}
