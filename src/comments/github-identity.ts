import type { Octokit } from '@octokit/rest';
import { failureOf } from './github-failure.ts';

/** Who a token is: a user, or the bot of an app (`github-actions[bot]`). */
export interface Identity {
  readonly login: string;
  readonly bot: boolean;
}

/** The token's own identity. The token of a workflow run may not ask REST for its user, but GraphQL tells it. */
export async function identityOf(octokit: Octokit): Promise<Identity> {
  try {
    const { data } = await octokit.rest.users.getAuthenticated();
    return { login: bare(data.login), bot: data.type === 'Bot' };
  } catch (error) {
    const { status, throttled } = failureOf(error);
    if (throttled || (status !== 403 && status !== 404)) throw error;
    const { viewer } = await octokit.graphql<{ viewer: { login: string } }>('query { viewer { login } }');
    return { login: bare(viewer.login), bot: true };
  }
}

/** Whether that identity wrote a comment: same name, and a bot is never a user of the bot's name. */
export const wroteIt = (who: Identity, author: { login: string; type: string } | null): boolean =>
  author !== null && bare(author.login) === who.login && (author.type === 'Bot') === who.bot;

const bare = (login: string): string => login.replace(/\[bot\]$/, '').toLowerCase();
