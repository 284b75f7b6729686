import type { CommentResult } from './post-comment.ts';

const SAYS: Readonly<Record<CommentResult['action'], string>> = {
  created: 'Posted a comment.',
  updated: 'Updated the comment.',
  unchanged: 'The comment says the same already.',
  stale: 'A newer run has commented already; nothing was changed.',
  skipped: 'Nothing changed and there is no comment yet; none was posted.',
};

/** What became of the comment, in a sentence or two. */
export const outcomeText = ({ action, retired }: CommentResult): string =>
  retired === 0
    ? SAYS[action]
    : `${SAYS[action]} ${retired} earlier ${retired === 1 ? 'one was' : 'ones were'} put away.`;
