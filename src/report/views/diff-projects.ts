import { Decimal } from '../../core/decimal.ts';
import { roundToTotal } from '../../core/round-to-total.ts';
import type { DiffDocument, ProjectDocument } from '../diff-document.ts';
import type { Section } from '../view.ts';
import { money } from '../words.ts';
import { signed } from './signed.ts';

/** What each project costs before and after, where the diff covers several; every column adds up to its printed total. */
export function projectsSection({ projects, base, head, delta, currency }: DiffDocument): readonly Section[] {
  if (!projects) return [];
  const cents = (column: (project: ProjectDocument) => string, total: string): readonly string[] =>
    roundToTotal(
      projects.map((project) => new Decimal(column(project))),
      2,
      new Decimal(total).toDecimalPlaces(2, Decimal.ROUND_HALF_EVEN),
    ).map((amount) => amount.toFixed(2));
  const before = cents((project) => project.base.monthly, base.monthly);
  const after = cents((project) => project.head.monthly, head.monthly);
  const change = cents((project) => project.delta.monthly, delta.monthly);
  const amount = (text = '0'): string => money(new Decimal(text).toFixed(2), currency);
  return [
    {
      title: 'Projects',
      ...(projects.some(sharesMoved) && { text: [SHARES_MOVED] }),
      table: {
        columns: [
          { title: 'Project', align: 'left' },
          { title: 'Base', align: 'right' },
          { title: 'Head', align: 'right' },
          { title: `Monthly ${currency}`, align: 'right' },
        ],
        rows: projects.map(({ name }, index) => [
          name,
          amount(before[index]),
          amount(after[index]),
          signed(change[index] ?? '0', currency),
        ]),
        footer: ['Total', amount(base.monthly), amount(head.monthly), signed(delta.monthly, currency)],
      },
    },
  ];
}

const SHARES_MOVED =
  'The projects share the byte tiers of a Region: what one adds moves the average price of all. The change is what the changes of a project itself cost.';

/** Whether a project's part of the pool costs otherwise without a change of its own. */
const sharesMoved = ({ base, head, delta }: ProjectDocument): boolean =>
  new Decimal(head.monthly).minus(base.monthly).minus(delta.monthly).abs().greaterThanOrEqualTo('0.005');
