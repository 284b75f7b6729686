import type { Section, View } from '../view.ts';
import { counted } from '../words.ts';
import { markdown } from './markdown.ts';

/** Characters of a comment that GitHub takes. Its comments hold 65,536; a marker and a margin stay free. */
const COMMENT_LIMIT = 65_000;

/** A stage shortens the view to `kept` items of its kind. */
interface Stage {
  readonly items: (view: View) => number;
  readonly shorten: (view: View, kept: number) => View;
}

const rowsOf = (sections: readonly Section[]): number =>
  Math.max(0, ...sections.map((each) => each.table?.rows.length ?? 0));

/** What is dropped, in this order: details, then all but the first rows of the tables, then findings. */
const STAGES: readonly Stage[] = [
  {
    items: ({ sections }) => rowsOf(sections.filter((each) => each.folded)),
    shorten: (view, kept) => withSections(view, (each) => (each.folded ? cut(each, kept) : each)),
  },
  {
    items: ({ sections }) => rowsOf(sections.filter((each) => !each.folded)),
    shorten: (view, kept) => withSections(view, (each) => (each.folded ? each : cut(each, kept))),
  },
  {
    items: ({ findings }) => findings.length,
    shorten: (view, kept) => ({
      ...view,
      findings: view.findings.slice(0, kept),
      findingsOmitted: (view.findingsOmitted ?? 0) + view.findings.length - kept,
    }),
  },
];

/** A view as Markdown of at most `limit` characters. What does not fit is dropped from the details first, and counted. */
export function fitMarkdown(view: View, limit = COMMENT_LIMIT): string {
  let shown = view;
  for (const { items, shorten } of STAGES) {
    const text = markdown(shown, {});
    if (text.length <= limit) return text;
    const whole = shown;
    shown = shorten(
      whole,
      mostThatFit(items(whole), (kept) => markdown(shorten(whole, kept), {}).length <= limit),
    );
  }
  return markdown(shown, {}).slice(0, limit);
}

/** The largest count below `count` that fits; 0 where none does. */
function mostThatFit(count: number, fits: (kept: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

const withSections = (view: View, change: (section: Section) => Section): View => ({
  ...view,
  sections: view.sections.map(change),
});

function cut(section: Section, kept: number): Section {
  const { table } = section;
  const dropped = (table?.rows.length ?? 0) - kept;
  if (!table || dropped <= 0) return section;
  const text = [...(section.text ?? []), `${counted(dropped, 'row')} left out for length; the total counts them.`];
  if (kept > 0) return { ...section, text, table: { ...table, rows: table.rows.slice(0, kept) } };
  const { table: _, ...rest } = section;
  return { ...rest, text };
}
