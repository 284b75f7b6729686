import { Decimal } from '../../core/decimal.ts';
import type { PlanDocument } from '../plan-document.ts';
import type { Section } from '../view.ts';
import { counted, money } from '../words.ts';

const WHAT = {
  prepare: 'Prepare: nobody notices',
  canary: 'Canary: one VPC of each step',
  rest: 'The other VPCs, one at a time',
  'clean-up': 'Clean up: take away what nobody uses',
} as const;

/** When to do what, how long to watch, and what is saved by then. */
export function waveSections({ waves = [], recommendations, currency }: PlanDocument): readonly Section[] {
  if (waves.length === 0) return [];
  const order = new Map(recommendations.map((each) => [each.id, each.order]));
  const commands = waves.flatMap(({ wave, check }) => (check.length > 0 ? [`# after wave ${wave}`, ...check] : []));
  return [
    {
      title: 'Calendar of waves',
      text: [
        'Run the commands of a wave in their order, look, and wait for the soak to pass. Every step can be undone; undo the last first.',
      ],
      table: {
        columns: [
          { title: 'Wave', align: 'right' },
          { title: 'Day', align: 'right' },
          { title: 'What', align: 'left' },
          { title: 'Steps', align: 'left' },
          { title: 'Operations', align: 'right' },
          { title: 'Soak', align: 'left' },
          { title: 'Saves a month so far', align: 'right' },
        ],
        rows: waves.map((each) => [
          String(each.wave),
          String(each.day),
          WHAT[each.kind],
          [...new Set(each.steps.map(({ recommendation }) => order.get(recommendation) ?? ''))].join(', '),
          String(each.steps.length),
          each.soakDays === 0 ? '' : counted(each.soakDays, 'day'),
          money(new Decimal(each.savingSoFar).toFixed(2), currency),
        ]),
      },
      ...(commands.length > 0 && { code: [{ title: 'Checks', text: commands.join('\n') }] }),
    },
  ];
}
