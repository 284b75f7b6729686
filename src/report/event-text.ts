import type { z } from 'zod';
import { Amount } from '../core/amount.ts';
import { Decimal } from '../core/decimal.ts';
import { centsCell } from './cells.ts';
import type { EVENT_DATA, EventType, TollgateEvent } from './event-document.ts';
import { visible } from './formats/visible.ts';
import { counted, money } from './words.ts';

type Data<Type extends EventType> = z.infer<(typeof EVENT_DATA)[Type]>;

const amount = (text: string, currency: string, leftOut = 0): string =>
  Amount.of(text, leftOut).words((known) => money(centsCell(known).replaceAll(',', ''), currency));
const percent = (share: string): string => `${new Decimal(share).times(100).toDecimalPlaces(2).toFixed()} %`;

/** What each figure of a budget is to people. */
const FIGURES: Readonly<Record<string, (spent: string) => string>> = {
  actual: (spent) => `${spent} spent in the month so far`,
  'run-rate': (spent) => `${spent} a month at the present rate`,
  forecast: (spent) => `${spent} expected for the month`,
};

const SENTENCES: { readonly [Type in EventType]: (data: Data<Type>) => string } = {
  'budget.crossed': ({ budget, on, share, limit, spent, unknownLines, currency }) =>
    `Budget ${budget} is crossed: ${FIGURES[on]?.(amount(spent, currency, unknownLines)) ?? spent}, above ${amount(limit, currency)} (${percent(share)} of the budget).`,
  'headroom.level-changed': ({ endpoint, account, region, from, to, zoneFailure }) =>
    `Endpoint ${endpoint} (${account}, ${region}): headroom ${from === to ? `stays ${to}` : `went from ${from ?? 'unknown'} to ${to}`}${
      zoneFailure ? `; with a zone lost from ${zoneFailure.from ?? 'unknown'} to ${zoneFailure.to}` : ''
    }.`,
  'recommendation.new': ({ title, account, region, monthlySaving, currency }) =>
    `New recommendation (${account}, ${region}): ${title}. It saves ${amount(monthlySaving, currency)} a month.`,
  'price.changed': ({ region, changes, monthlyBefore, monthlyAfter, unknownLines, currency }) =>
    `${counted(changes.length, 'price')} in use changed in ${region}: ${changes
      .map(
        ({ product, from, to, effectiveFrom }) =>
          `${product} ${from ?? 'none'} to ${to ?? 'none'} from ${effectiveFrom}`,
      )
      .join('; ')}.${
      monthlyBefore === null || monthlyAfter === null
        ? ''
        : ` The month goes from ${amount(monthlyBefore, currency, unknownLines)} to ${amount(monthlyAfter, currency, unknownLines)}.`
    }`,
  'webhook.test': ({ webhook }) => `Webhook ${webhook} works.`,
};

/** An event as one sentence, hostile names spelled out. */
export const eventText = ({ type, data }: TollgateEvent): string =>
  visible((SENTENCES[type] as (given: unknown) => string)(data));
