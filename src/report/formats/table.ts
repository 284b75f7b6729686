import CliTable from 'cli-table3';
import picocolors from 'picocolors';
import type { Severity } from '../../core/finding.ts';
import type { Section, Table, View } from '../view.ts';
import { columnWidths } from './column-widths.ts';
import { summarise } from './findings.ts';
import type { FormatOptions } from './index.ts';
import { wrapText } from './text-width.ts';
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
  });
  // Cells are wrapped here and coloured line by line: the library would cut colours in two.
  const push = (cells: readonly string[], paint: (text: string) => string): void => {
    drawn.push(
      cells.map((cell, index) =>
        wrapText(visible(cell), widths[index] ?? 1)
          .map((line) => (line === '' ? line : paint(line)))
          .join('\n'),
      ),
    );
  };
  const rule = widths.map((each) => '─'.repeat(each));
  push(
    data.columns.map((column) => column.title),
    colours.dim,
  );
  push(rule, colours.dim);
  data.rows.forEach((row, index) => {
    push(row, data.heads?.has(index) ? colours.bold : String);
  });
  if (data.footer) {
    push(rule, colours.dim);
    push(data.footer, colours.bold);
  }
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

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
