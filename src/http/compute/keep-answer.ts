import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { TollgateError } from '../../core/errors.ts';
import { covers } from '../../operations/resources/access/principal.ts';
import type { KeptKind } from '../../operations/resources/kept/kept-answer.ts';
import type { Services } from '../../operations/services.ts';

/** Kinds of kept answers by operation. */
const KINDS: Readonly<Record<string, KeptKind>> = { diff: 'diff', reconcile: 'reconciliation' };

const KEEP = z
  .string()
  .min(1)
  .max(200)
  .optional()
  .describe('Keep the answer under this name, such as shop/infra#812; needs the scope write and format json.');

/** The query of an operation, with `keep` where its answers can be kept. */
export const withKeep = <Schema extends z.ZodObject>(operation: string, schema: Schema): Schema =>
  KINDS[operation] === undefined ? schema : (schema.extend({ keep: KEEP }) as unknown as Schema);

/** Refuses before the work what could not be kept after it. Throws TG1518 below the scope write, TG1012 for another form than JSON. */
export function checkKeep({ principal }: FastifyRequest, keep: string | undefined, format: string): void {
  if (keep === undefined) return;
  if (!covers(principal.scope, 'write') || principal.accounts !== undefined) {
    throw new TollgateError('TG1518', 'Keeping an answer needs the scope write for all accounts.', {
      hint: 'Use a key that has it, or leave out `keep`.',
    });
  }
  if (format === 'json') return;
  throw new TollgateError('TG1012', 'An answer is kept as JSON.', {
    hint: 'Ask for format=json, or leave out `keep`.',
  });
}

/** Keeps an answer under a name: a later one of the same name takes its place. */
export async function keepAnswer(
  services: Pick<Services, 'state'>,
  operation: string,
  keep: string | undefined,
  answer: string | Uint8Array,
): Promise<void> {
  const kind = KINDS[operation];
  if (keep === undefined || kind === undefined) return;
  const text = typeof answer === 'string' ? answer : new TextDecoder().decode(answer);
  await (await services.state()).answers.keep(kind, keep, text);
}
