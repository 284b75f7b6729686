import { Amount } from '../../core/amount.ts';
import type { Finding } from '../../core/finding.ts';
import { roundStep } from '../diff-amounts.ts';
import type { DiffDocument } from '../diff-document.ts';
import { markdownTable } from '../formats/markdown.ts';
import { markdownText } from '../formats/markdown-text.ts';
import type { Section } from '../view.ts';
import { diffDetails } from '../views/diff-details.ts';
import { projectsSection } from '../views/diff-projects.ts';
import { totalsSection } from '../views/diff-totals.ts';
import { counted, money } from '../words.ts';
import { changeRows } from './change-rows.ts';
import { findingGroups, severities } from './finding-lines.ts';
import { drawFold, type FoldedText } from './fold.ts';
import { gateLines } from './gate-lines.ts';
import { mark, verdictParts } from './verdict.ts';

export interface CommentOptions {
  /** A word for its first line, such as the environment. */
  readonly title?: string | undefined;
  /** Page of the run that wrote it. */
  readonly runUrl?: string | undefined;
  /** Characters that the host takes. */
  readonly limit?: number | undefined;
  /** The host folds nothing: what would be folded is left out. */
  readonly isFlat?: boolean | undefined;
  /** How the answer was computed, in a line. */
  readonly footnote: string;
}

/** Characters of a comment that GitHub takes. Its comments hold 65,536; a marker and a margin stay free. */
const GITHUB_LIMIT = 65_000;

/** Changes that are listed before the rest of them is folded. */
const LISTED = 20;

/**
 * A diff as the body of a comment: one line with verdict, change, capacity and risk, a table of changes, the limits; everything else is
 * folded. Where nothing changed and no limit is exceeded it is that line alone. Never longer than the host takes.
 */
export function diffComment(diff: DiffDocument, options: CommentOptions): string {
  const first = firstLine(diff, options.title);
  if (diff.changes.length === 0 && diff.gates.every(({ passed }) => passed)) return `${first}\n`;
  const { head, rows, total } = changeRows(diff);
  const limit = options.limit ?? GITHUB_LIMIT;
  const open = [
    `### ${first}`,
    beforeAfter(diff),
    ...(diff.projects ? drawn(projectsSection(diff)) : []),
    ...(rows.length === 0 ? [] : [[...head, ...rows.slice(0, LISTED), total].join('\n')]),
    ...gateLines(diff),
  ];
  const note = `${markdownText(options.footnote)}${linkTo(options.runUrl)}`;
  const foot = options.isFlat === true ? note : `<sub>${note}</sub>`;
  const folded = options.isFlat === true ? leftOut(rows) : folds(diff, head, rows);
  let room = limit - [...open, foot].join('\n\n').length - 2;
  const details = folded.flatMap((fold) => {
    const text = typeof fold === 'string' ? fold : drawFold(fold, room);
    room -= (text?.length ?? 0) + 2;
    return text ?? [];
  });
  const text = `${[...open, ...details, foot].join('\n\n')}\n`.slice(0, limit);
  return options.isFlat === true ? text.replaceAll('<br>', ', ') : text;
}

/** `❌ prod: 2 of 3 limits exceeded · +$131.40 a month (+125 %)`. */
function firstLine(diff: DiffDocument, title: string | undefined): string {
  const name = title === undefined ? '' : `${markdownText(title)}: `;
  const parts = diff.changes.length === 0 ? unchanged(diff) : verdictParts(diff);
  return `${[mark(diff), name].filter((each) => each !== '').join(' ')} ${parts.map(markdownText).join(' · ')}`
    .replace(/ {2,}/g, ' ')
    .trim();
}

function unchanged({ head, currency, gates }: DiffDocument): readonly string[] {
  const now = Amount.of(head.monthly, head.unknownLines).words((part) => money(part.toFixed(2), currency));
  const kept = gates.every(({ passed }) => passed)
    ? `${counted(gates.length, 'limit')} kept`
    : 'limits exceeded before it';
  return ['VPC endpoints: no change', `${now} a month`, ...(gates.length === 0 ? [] : [kept])];
}

function beforeAfter({ base, head, delta, currency, changes, unchanged: same }: DiffDocument): string {
  const step = roundStep(delta.monthly, head.monthly);
  const side = ({ unknownLines }: DiffDocument['base'], amount: typeof step.base): string =>
    Amount.of(amount, unknownLines).words((part) => money(part.toFixed(2), currency));
  const cost = `VPC endpoints: before **${markdownText(side(base, step.base))}**, after **${markdownText(side(head, step.head))}** a month`;
  return `${cost}; ${counted(changes.length, 'change')}, ${same} unchanged.`;
}

const drawn = (sections: readonly Section[]): readonly string[] =>
  sections.flatMap(({ text = [], table }) => [...text.map(markdownText), ...(table ? [markdownTable(table)] : [])]);

/** What a reader may want next: the other changes, the findings, the totals, each cost line. */
function folds(diff: DiffDocument, head: readonly string[], rows: readonly string[]): readonly FoldedText[] {
  const findings = diff.findings as readonly Finding[];
  const groups = findingGroups(findings, diff.findingsOmitted ?? {});
  const rest = rows.slice(LISTED);
  const totals = totalsSection(diff).table;
  return [
    ...(rest.length === 0 ? [] : [{ summary: counted(rest.length, 'more change'), before: head, rows: rest }]),
    ...(groups.length === 0
      ? []
      : [
          {
            summary: `Findings: ${severities(findings)}`,
            rows: groups.flatMap(({ line, items }) =>
              items.length === 0
                ? [line, '']
                : [`<details><summary>${line}</summary>\n\n${items.slice(0, 50).join('\n')}\n\n</details>`, ''],
            ),
          },
        ]),
    ...(totals ? [{ summary: 'Totals before and after', rows: markdownTable(totals).split('\n') }] : []),
    ...diffDetails(diff).flatMap(({ title, table }) => {
      const [first = '', second = '', ...more] = table ? markdownTable(table).split('\n') : [];
      return table ? [{ summary: markdownText(title), before: [first, second], rows: more }] : [];
    }),
  ];
}

const leftOut = (rows: readonly string[]): readonly string[] =>
  rows.length <= LISTED ? [] : [`${counted(rows.length - LISTED, 'more change')}; the total counts them.`];

/** A link to the run; an address that could end the link is not written. */
const linkTo = (url: string | undefined): string =>
  url !== undefined && /^https?:\/\/[^\s()<>]+$/.test(url) ? ` [This run](${url}).` : '';
