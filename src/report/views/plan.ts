import { Amount } from '../../core/amount.ts';
import { Decimal, sum } from '../../core/decimal.ts';
import type { Finding } from '../../core/finding.ts';
import { roundToTotal } from '../../core/round-to-total.ts';
import type { PlanDocument, RecommendationDocument } from '../plan-document.ts';
import { networkPicture } from '../plan-picture.ts';
import type { Section, View } from '../view.ts';
import { counted, money } from '../words.ts';
import { comparisonSections } from './plan-comparison.ts';
import { rangeText } from './plan-range.ts';
import { recommendationSections } from './plan-recommendation.ts';
import { planRecords } from './plan-records.ts';
import { undecidedSection } from './plan-undecided.ts';
import { waveSections } from './plan-waves.ts';
import { withoutBytesSections } from './plan-without-bytes.ts';

export interface PlanViewOptions {
  /** Most recommendations explained one by one, in their order; absent = all. */
  readonly maxExplained?: number | undefined;
}

/** What people see of a plan: the verdict, the steps with their savings, each step explained, what is blocked, before and after. */
export function viewPlan(document: PlanDocument, options: PlanViewOptions = {}): View {
  const explained = document.recommendations.slice(0, options.maxExplained);
  return {
    title: 'Recommendations for VPC endpoints',
    headline: headlineOf(document),
    sections: [
      ...steps(document),
      ...waveSections(document),
      ...pictures(document),
      ...withoutBytesSections(document),
      ...undecidedSection(document),
      ...blockedSection(document),
      ...comparisonSections(document),
      ...repairsSection(document),
      ...explained.flatMap((each) => recommendationSections(each, document)),
    ],
    findings: document.findings as readonly Finding[],
    findingsOmitted: Object.values(document.findingsOmitted ?? {}).reduce((all, each) => all + each, 0),
    footnote: footnoteOf(document),
    records: () => planRecords(document),
  };
}

function headlineOf({
  today,
  after,
  saving,
  currency,
  recommendations,
  blocked,
  solver,
  unknownLines,
  list,
  undecided,
}: PlanDocument): string {
  const amount = (value: string | Decimal): string => money(new Decimal(value).toFixed(2), currency);
  // Unknown lines are part of what the network costs before and after, and of no saving: that is a difference of two known amounts.
  const whole = (value: string): string => Amount.of(value, unknownLines).words((known) => amount(known.toFixed()));
  const left = unknownLines === 0 ? '' : `; ${counted(unknownLines, 'cost line')} unknown`;
  const forgone = sum(blocked.map((each) => new Decimal(each.saving.monthly)));
  const held = forgone.isZero() ? '' : `; guards hold back up to ${amount(forgone)}`;
  const proof = proofOf(solver);
  if (solver.status === 'nothing-decided')
    return `Nothing decided: what would settle ${whole(today)} a month is not known${undecidedText(undecided)}${held}${left}`;
  if (recommendations.length === 0) return `Nothing to gain: ${whole(today)} a month is ${proof}${held}${left}`;
  const share = new Decimal(today).isZero() ? '' : ` (${percent(new Decimal(saving).div(today).toNumber())})`;
  const atList = list ? ` (at list price ${amount(list.saving)} of ${whole(list.today)})` : '';
  const verb = new Decimal(saving).isNegative() ? 'Costs' : 'Saves';
  return `${verb} ${amount(new Decimal(saving).abs())}${share} of ${whole(today)} a month in ${counted(recommendations.length, 'step')}, leaving ${whole(after)}${atList}, ${proof}${held}${left}`;
}

/** What the proof covers. */
function proofOf({ status, gap }: PlanDocument['solver']): string {
  const best = gap === 0 ? 'proved the cheapest' : `within ${percent(gap)} of the cheapest`;
  return status === 'partly-decided' ? `${best} for what could be decided` : best;
}

const undecidedText = (undecided: PlanDocument['undecided']): string =>
  `: ${counted(undecided.length, 'item')} left out, with what to give`;

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

/** Savings rounded so that the printed steps add up to the printed total. */
function steps({ recommendations, saving, currency }: PlanDocument): readonly Section[] {
  if (recommendations.length === 0) return [];
  const cents = roundToTotal(
    recommendations.map((each) => new Decimal(each.saving.monthly)),
    2,
  );
  const order = new Map(recommendations.map((each) => [each.id, each.order]));
  return [
    {
      title: 'Steps, in the recommended order',
      table: {
        columns: [
          { title: '#', align: 'right' },
          { title: 'What', align: 'left' },
          { title: 'Saves a month', align: 'right' },
          { title: 'Confidence', align: 'left' },
          { title: 'Risk', align: 'left' },
          { title: 'Effort', align: 'left' },
          { title: 'After', align: 'left' },
        ],
        rows: recommendations.map((each, index) => [
          String(each.order),
          each.title,
          money((cents[index] ?? new Decimal(0)).toFixed(2), currency),
          each.confidence,
          each.risk.level,
          each.effort.level,
          each.dependsOn.map((id) => order.get(id) ?? '').join(', '),
        ]),
        footer: ['', 'All steps', money(new Decimal(saving).toFixed(2), currency), '', '', '', ''],
      },
    },
  ];
}

const pictures = ({ topologyToday, topologyAfter, recommendations }: PlanDocument): readonly Section[] =>
  recommendations.length === 0
    ? []
    : [
        {
          title: 'Before',
          text: [sizeOf(topologyToday)],
          picture: networkPicture('Who reaches what, today', topologyToday),
        },
        {
          title: 'After',
          text: [sizeOf(topologyAfter)],
          picture: networkPicture('Who reaches what, after the plan', topologyAfter),
        },
      ];

/** The size of a network in one line. */
function sizeOf({ endpoints, connectivity, dns, natGateways }: PlanDocument['topologyAfter']): string {
  const own = endpoints.filter((endpoint) => endpoint.type === 'Interface');
  const interfaces = own.reduce((count, endpoint) => count + (endpoint.azs?.length ?? 0), 0);
  const free = endpoints.filter((endpoint) => endpoint.type === 'Gateway').length;
  const attachments = (connectivity?.transitGateways ?? []).reduce((count, gateway) => count + gateway.vpcs.length, 0);
  return [
    `${counted(own.length, 'interface endpoint')} with ${counted(interfaces, 'network interface')}`,
    counted(free, 'gateway endpoint'),
    counted(attachments, 'Transit Gateway attachment'),
    counted(dns?.hostedZones?.length ?? 0, 'hosted zone'),
    `${counted(natGateways?.length ?? 0, 'NAT gateway')}.`,
  ].join(', ');
}

const blockedSection = ({ blocked, currency }: PlanDocument): readonly Section[] =>
  blocked.length === 0
    ? []
    : [
        {
          title: 'Savings that guards block',
          text: ['Each is what the plan would save on top if that guard were lifted for that move (--allow).'],
          table: {
            columns: [
              { title: 'What', align: 'left' },
              { title: 'Blocked by', align: 'left' },
              { title: 'Because', align: 'left' },
              { title: 'Saves a month', align: 'right' },
            ],
            rows: blocked.map((each) => [
              each.title,
              each.blockedBy.join(', '),
              each.reasons.slice(0, 3).join('; '),
              money(new Decimal(each.saving.monthly).toFixed(2), currency),
            ]),
          },
        },
      ];

const repairsSection = ({ repairs, currency }: PlanDocument): readonly Section[] =>
  repairs.length === 0
    ? []
    : [
        {
          title: 'Rules that are broken today',
          text: ['The plan leaves these alone; --repair makes them part of it.'],
          table: {
            columns: [
              { title: 'What', align: 'left' },
              { title: 'Costs a month', align: 'right' },
            ],
            rows: repairs.map((each: RecommendationDocument) => [
              each.title,
              money(new Decimal(each.saving.monthly).negated().toFixed(2), currency),
            ]),
          },
        },
      ];

function footnoteOf({ rules, rates, solver, currency, sensitivity, recommendations }: PlanDocument): string {
  const prices =
    rates.publishedAt === ''
      ? ''
      : ` ${currency} list prices published ${rates.publishedAt}, version ${rates.version}, from ${rates.source}.`;
  const horizon =
    rules.horizonMonths === undefined ? '' : ` Traffic as forecast for ${counted(rules.horizonMonths, 'month')} ahead.`;
  const holds = recommendations.length === 0 ? '' : ` Every step holds ${rangeText(sensitivity)}.`;
  return (
    `At least ${counted(rules.minAzs, 'zone')} for every endpoint that changes; with one zone lost no more than ${percent(rules.maxUtilisation)} of the ceiling.` +
    `${horizon} Decided in ${counted(solver.components, 'independent part')}; both networks priced again by the model.${holds}${prices}`
  );
}
