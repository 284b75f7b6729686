import { z } from 'zod';

/** Answers that are kept where `keep` names them: the diffs of pull requests, and what a bill was compared with. */
export const KEPT_KINDS = ['diff', 'reconciliation'] as const;
export type KeptKind = (typeof KEPT_KINDS)[number];

/** An answer that was kept, by the name the sender gave, such as "shop/infra#812". */
export const keptAnswerSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  keptAt: z.iso.datetime(),
  /** The document as it was answered. */
  document: z.looseObject({ schema: z.string() }),
});
export type KeptAnswer = z.infer<typeof keptAnswerSchema>;

/** Port: answers that are kept, one for each kind and name; a later one of the same name takes the place of the earlier. */
export interface KeptAnswers {
  keep(kind: KeptKind, name: string, document: string): Promise<KeptAnswer>;
  /** Newest first; the page starts after the id `after`. */
  list(
    kind: KeptKind,
    page: { readonly limit: number; readonly after?: string | undefined },
  ): Promise<readonly KeptAnswer[]>;
}
