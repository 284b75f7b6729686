import { Decimal } from '../../core/decimal.ts';
import { shortService } from '../../core/ids.ts';
import type { PlanDocument } from '../plan-document.ts';
import type { Section } from '../view.ts';
import { money } from '../words.ts';

/** Break-evens by service, and the saving by volume, where no source reports traffic. */
export function withoutBytesSections({ withoutBytes, currency }: PlanDocument): readonly Section[] {
  if (!withoutBytes) return [];
  const groups = [
    ...Map.groupBy(
      withoutBytes.breakEvens,
      (each) => `${shortService(each.service)} ${each.hub} ${each.belowGb}`,
    ).values(),
  ];
  return [
    {
      title: 'Without traffic',
      text: [
        `No source reports the traffic of ${withoutBytes.endpoints} endpoints. Were each to carry as many GB a month, the plan would save:`,
      ],
      table: {
        columns: [
          { title: 'GB of each endpoint', align: 'right' },
          { title: 'Saves a month', align: 'right' },
        ],
        rows: withoutBytes.saving.map(({ eachGb, monthly }) => [
          String(eachGb),
          money(new Decimal(monthly).toFixed(2), currency),
        ]),
      },
    },
    {
      title: 'Break-even of sharing',
      table: {
        columns: [
          { title: 'Service', align: 'left' },
          { title: 'VPCs', align: 'left' },
          { title: 'At', align: 'left' },
          { title: 'Pays below, GB a month each', align: 'right' },
        ],
        rows: groups.map((same) => [
          shortService(same[0]?.service ?? ''),
          same.map((each) => each.vpc).join(', '),
          same[0]?.hub ?? 'a gateway endpoint',
          same[0]?.belowGb ?? 'any',
        ]),
      },
    },
  ];
}
