import type { Octokit } from '@octokit/rest';
import type { PostedComment } from '../operations/comment/comment-host.ts';
import type { GithubComment } from './github-comment.ts';

const VISIBLE = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { id isMinimized } } }';
const HIDE =
  'mutation ($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized } } }';

/** Nodes GitHub looks up in one query. */
const AT_ONCE = 100;

interface Nodes {
  readonly nodes: readonly ({ readonly id?: string; readonly isMinimized?: boolean } | null)[];
}

/** Minimises comments as outdated where they still show; GraphQL only. Gives how many it hid. Hiding twice does no harm. */
export async function hideOutdated(octokit: Octokit, comments: readonly PostedComment[]): Promise<number> {
  const ids = comments.map((each) => (each as GithubComment).nodeId);
  let hidden = 0;
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const { nodes } = await octokit.graphql<Nodes>(VISIBLE, { ids: ids.slice(start, start + AT_ONCE) });
    for (const node of nodes) {
      if (node?.id === undefined || node.isMinimized === true) continue;
      await octokit.graphql(HIDE, { id: node.id });
      hidden += 1;
    }
  }
  return hidden;
}
