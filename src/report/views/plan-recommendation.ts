import { Decimal } from '../../core/decimal.ts';
import { oneLine } from '../../recommend/explain/quote.ts';
import type { PlanDocument, RecommendationDocument } from '../plan-document.ts';
import type { Section } from '../view.ts';
import { counted, money } from '../words.ts';
import { rangeText } from './plan-range.ts';

/** One step in full: why, how sure, what guards say, how to do it and how to undo it. */
export function recommendationSections(each: RecommendationDocument, { currency }: PlanDocument): readonly Section[] {
  return [
    {
      title: `${each.order}. ${each.title}`,
      folded: true,
      text: [
        `${savingText(each, currency)} Confidence: ${each.confidence}. Id: ${each.id}.`,
        ...each.evidence.facts,
        ...holdsText(each),
        `Risk ${each.risk.level}: ${each.risk.reason}`,
        `Touches ${counted(each.blastRadius.vpcs.length, 'VPC')} and ${counted(each.blastRadius.endpoints, 'endpoint')}; effort: ${counted(each.effort.changes, 'change')}.`,
        ...each.guards.map(guardText),
        ...each.steps.map(({ title }, index) => `Step ${index + 1}: ${title}.`),
        `To undo: ${each.rollback}`,
      ],
      code: [
        { title: 'AWS CLI', text: commandsOf(each.steps, 'cli') },
        { title: 'AWS CLI to undo, the last step first', text: commandsOf(each.steps.toReversed(), 'undo') },
        { title: 'Terraform', text: commandsOf(each.steps, 'terraform') },
      ].filter(({ text }) => text !== ''),
    },
  ];
}

/** What to run or to write, step by step. A title stays in its comment, whatever a name in it holds. */
const commandsOf = (steps: RecommendationDocument['steps'], kind: 'cli' | 'undo' | 'terraform'): string =>
  steps
    .flatMap((step, index) => {
      const text = step[kind];
      const number = kind === 'undo' ? steps.length - index : index + 1;
      return text === undefined ? [] : [`# ${number}. ${oneLine(step.title)}\n${text}`];
    })
    .join('\n');

function savingText({ saving }: RecommendationDocument, currency: string): string {
  const amount = (value: string): string => money(new Decimal(value).toFixed(2), currency);
  const range = saving.low === saving.high ? '' : `, between ${amount(saving.low)} and ${amount(saving.high)}`;
  return `Saves ${amount(saving.monthly)} a month${range}.`;
}

function holdsText({ sensitivity, payback }: RecommendationDocument): readonly string[] {
  const months = payback?.months === undefined ? [] : [`It has paid for itself after ${payback.months} months.`];
  if (!sensitivity) return months;
  return [`It holds ${rangeText(sensitivity)}.`, ...months];
}

const WORDS = { warn: 'Note', block: 'Blocked', 'not-evaluated': 'Not evaluated' } as const;

const guardText = ({ guard, outcome, reason, count }: RecommendationDocument['guards'][number]): string =>
  `${WORDS[outcome]} (${guard}${count > 1 ? `, ${count} times` : ''}): ${reason}.`;
