import type { InputReader } from './inputs.ts';

/** The runner as the Action sees it. `action.ts` builds the real one from the Actions toolkit. */
export interface Runner {
  readonly input: InputReader;
  /** The checkout. */
  readonly workspace: string;
  /** `OWNER/NAME` and number of the pull request the workflow runs for; undefined for any other event. */
  readonly pullRequest: { readonly repository: string; readonly number: number } | undefined;
  /** Commit that the pull request is to be merged into; undefined for any other event. */
  readonly base?: string | undefined;
  output(name: string, value: string): void;
  summary(markdown: string): Promise<void>;
  notice(message: string): void;
  fail(message: string): void;
}
