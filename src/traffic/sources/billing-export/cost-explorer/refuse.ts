import { TollgateError } from '../../../../core/errors.ts';
import { ASK, type CostFile } from './lines.ts';

/** Refuses files that do not tell all, or tell it twice. Throws TG4071, TG4072 and TG4073. */
export function refuseCosts(files: readonly CostFile[]): void {
  for (const { name, by } of files) {
    if (by.some(({ key }) => key === 'USAGE_TYPE')) continue;
    const grouped = by.map(({ key }) => key).join(' and ') || 'nothing';
    throw new TollgateError(
      'TG4071',
      `${name} is grouped by ${grouped}: without usage types no cost belongs to a charge.`,
      { location: { file: name }, hint: ASK },
    );
  }
  for (const alike of Map.groupBy(files, queryOf).values()) {
    refuseMissingPages(alike);
    refuseDoubles(alike);
  }
  refuseOverlaps(files);
}

/** Files of one query group alike, and have periods of one length. */
const queryOf = ({ by, lines, start }: CostFile): string => {
  const [first] = lines;
  const days = first && Math.round((Date.parse(first.end) - Date.parse(first.start)) / 86_400_000);
  return JSON.stringify([by, start === undefined ? '' : days === undefined || days > 1 ? 'month' : 'day']);
};

/** A page that another follows ends where a later page goes on. */
function refuseMissingPages(files: readonly CostFile[]): void {
  const pages = files.filter(({ hasNext }) => hasNext);
  const torn = pages.find((page) => {
    const rest = files.filter((other) => other !== page && (other.end ?? '') >= (page.end ?? ''));
    return rest.length === 0;
  });
  const isOpen = pages.length > 0 && pages.length === files.length;
  const name = torn?.name ?? (isOpen ? pages.at(-1)?.name : undefined);
  if (name === undefined) return;
  throw new TollgateError('TG4072', `${name} has a NextPageToken, and the page that it names is not given.`, {
    location: { file: name },
    hint: 'Ask for the next page with `--next-page-token`, until an answer has none, and give every page.',
  });
}

function refuseDoubles(files: readonly CostFile[]): void {
  const seen = new Map<string, string>();
  for (const { name, lines } of files) {
    for (const { start, keys } of lines) {
      const line = JSON.stringify([start, keys]);
      const before = seen.get(line);
      if (before !== undefined) throw twice(before, name, `${keys.join(', ')} on ${start}`);
      seen.set(line, name);
    }
  }
  refuseCrossing(files);
}

/** Periods of one query follow each other: a part of a month and the whole of it tell the same days. */
function refuseCrossing(files: readonly CostFile[]): void {
  const periods = files.flatMap(({ name, lines }) => lines.map(({ start, end }) => ({ name, start, end })));
  const sorted = periods.toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  let until = sorted[0];
  for (const period of sorted) {
    if (until && period.start > until.start && period.start < until.end)
      throw twice(until.name, period.name, period.start);
    if (until && period.end > until.end) until = period;
  }
}

function refuseOverlaps(files: readonly CostFile[]): void {
  const told = files.filter(({ lines }) => lines.length > 0);
  for (const [index, one] of told.entries()) {
    const other = told.slice(index + 1).find((each) => queryOf(each) !== queryOf(one) && cross(each, one));
    if (other) throw twice(one.name, other.name, `days from ${latest(one, other)} on, in two queries`);
  }
}

type Asked = Pick<CostFile, 'start' | 'end'>;
const cross = (one: Asked, other: Asked): boolean =>
  (one.start ?? '') < (other.end ?? '') && (other.start ?? '') < (one.end ?? '');
const latest = (one: Asked, other: Asked): string => [one.start ?? '', other.start ?? ''].sort().at(-1) ?? '';

const twice = (one: string, other: string, what: string): TollgateError =>
  new TollgateError('TG4073', `${one} and ${other} both tell ${what}.`, {
    location: { file: other },
    hint: 'Give the pages of one query for each period: the newest answer, or the finest grouping.',
  });
