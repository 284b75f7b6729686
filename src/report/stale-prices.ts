import type { View } from './view.ts';

/** Days after which list prices are called old: AWS publishes endpoint prices anew every few weeks. */
export const OLD_PRICES_DAYS = 90;
const DAY_MS = 86_400_000;

/** The view of a document, whose foot tells the age of its prices where they are old, and the command that reads today's. */
export function withAgeOfPrices(view: View, document: unknown, now: Date): View {
  const published = Date.parse(publishedAtOf(document) ?? '');
  const days = Math.floor((now.getTime() - published) / DAY_MS);
  if (!(days > OLD_PRICES_DAYS)) return view;
  const age = `The list prices are ${days} days old: \`tollgate rates refresh\` reads today’s.`;
  return { ...view, footnote: view.footnote === '' ? age : `${view.footnote} ${age}` };
}

/** Every document that carries prices says in `rates` when they were published. */
function publishedAtOf(document: unknown): string | undefined {
  if (typeof document !== 'object' || document === null || !('rates' in document)) return undefined;
  const { rates } = document;
  if (typeof rates !== 'object' || rates === null || !('publishedAt' in rates)) return undefined;
  return typeof rates.publishedAt === 'string' ? rates.publishedAt : undefined;
}
