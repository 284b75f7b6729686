import { TollgateError } from '../../../core/errors.ts';
import type { EvaluationContext } from './context.ts';
import { isList, textOf } from './value.ts';

const LOOP = 'Fn::ForEach::';
/** Copies a template's loops may make; CloudFormation itself stops at 500 resources. */
const MOST_COPIES = 20_000;

/** Expands `Fn::ForEach::Name: [Identifier, Collection, Body]` wherever it stands in a section; nested loops see outer identifiers. */
export function expandLoops(section: unknown, context: EvaluationContext): unknown {
  const budget = { copies: 0 };
  return expand(section, context, budget);
}

function expand(node: unknown, context: EvaluationContext, budget: { copies: number }): unknown {
  if (Array.isArray(node)) return node.map((each) => expand(each, context, budget));
  if (typeof node !== 'object' || node === null) return node;
  const result: [string, unknown][] = [];
  for (const [key, value] of Object.entries(node)) {
    if (!key.startsWith(LOOP)) result.push([key, expand(value, context, budget)]);
    else for (const body of bodiesOf(key, value, context, budget)) result.push(...Object.entries(body));
  }
  return Object.fromEntries(result);
}

function bodiesOf(
  key: string,
  loop: unknown,
  context: EvaluationContext,
  budget: { copies: number },
): readonly object[] {
  const [identifier, collection, body] = Array.isArray(loop) ? loop : [];
  const items = context.evaluate(collection);
  const texts = isList(items) ? items.map(textOf) : [undefined];
  if (typeof identifier !== 'string' || typeof body !== 'object' || body === null || texts.includes(undefined)) {
    const name = key.slice(LOOP.length, LOOP.length + 80);
    context.note('TG5061', name, `What the loop ${name} runs over is not known, so what it declares is left out.`);
    return [];
  }
  budget.copies += texts.length;
  if (budget.copies > MOST_COPIES) {
    throw new TollgateError('TG1121', `The loops of the template make more than ${MOST_COPIES} copies.`);
  }
  return texts.map((text) => expand(replaced(body, identifier, text ?? ''), context, budget) as object);
}

/** `${Id}` and `&{Id}` (letters and digits only) inside keys and texts; `Ref: Id` becomes the item itself. */
function replaced(node: unknown, identifier: string, item: string): unknown {
  const fill = (text: string): string =>
    text.replaceAll(`\${${identifier}}`, item).replaceAll(`&{${identifier}}`, item.replace(/[^A-Za-z0-9]/g, ''));
  if (typeof node === 'string') return fill(node);
  if (Array.isArray(node)) return node.map((each) => replaced(each, identifier, item));
  if (typeof node !== 'object' || node === null) return node;
  if ('Ref' in node && node.Ref === identifier) return item;
  return Object.fromEntries(Object.entries(node).map(([key, each]) => [fill(key), replaced(each, identifier, item)]));
}
