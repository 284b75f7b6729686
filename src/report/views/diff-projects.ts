import { Amount } from '../../core/amount.ts';
import { Decimal } from '../../core/decimal.ts';
import { roundToTotal } from '../../core/round-to-total.ts';
import { deltaAmount, roundStep } from '../diff-amounts.ts';
import type { DiffDocument, ProjectDocument } from '../diff-document.ts';
import type { Section } from '../view.ts';
import { money } from '../words.ts';
import { signedCell } from './signed.ts';

/** What each project costs before and after, where the diff covers several; every column adds up to its printed total. */
export function projectsSection({ projects, base, head, delta, currency }: DiffDocument): readonly Section[] {
  if (!projects) return [];
  const total = roundStep(delta.monthly, head.monthly);
  const cents = (column: (project: ProjectDocument) => string, whole: Decimal): readonly Decimal[] =>
    roundToTotal(
      projects.map((project) => new Decimal(column(project))),
      2,
      whole,
    );
  const after = cents((project) => project.head.monthly, total.head);
  const change = cents((project) => project.delta.monthly, total.delta);
  // Where the shares of the pool move, a row does not add up by its nature; else base is what is left.
  const before = projects.some(sharesMoved)
    ? cents((project) => project.base.monthly, total.base)
    : after.map((amount, index) => amount.minus(change[index] ?? 0));
  const side = ({ monthly, unknownLines }: ProjectDocument['base'], printed?: Decimal): string =>
    Amount.of(monthly, unknownLines).cell((part) => money((printed ?? part).toFixed(2), currency));
  return [
    {
      title: 'Projects',
      ...(projects.some(sharesMoved) && { text: [SHARES_MOVED] }),
      table: {
        columns: [
          { title: 'Project', align: 'left' },
          { title: 'Before', align: 'right' },
          { title: 'After', align: 'right' },
          { title: `Monthly ${currency}`, align: 'right' },
        ],
        rows: projects.map((own, index) => [
          own.name,
          side(own.base, before[index]),
          side(own.head, after[index]),
          signedCell(deltaAmount(own.delta), change[index], currency),
        ]),
        footer: [
          'Total',
          side(base, total.base),
          side(head, total.head),
          signedCell(deltaAmount(delta), total.delta, currency),
        ],
      },
    },
  ];
}

const SHARES_MOVED =
  'The projects share the byte tiers of a Region: what one adds moves the average price of all. The change is what the changes of a project itself cost.';

/** Whether a project's part of the pool costs otherwise without a change of its own. */
const sharesMoved = ({ base, head, delta }: ProjectDocument): boolean =>
  new Decimal(head.monthly).minus(base.monthly).minus(delta.monthly).abs().greaterThanOrEqualTo('0.005');
