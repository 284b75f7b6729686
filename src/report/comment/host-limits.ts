/** Hosts that take comments on pull requests. */
export const COMMENT_HOSTS = ['github', 'gitlab', 'azure-repos', 'bitbucket'] as const;
export type CommentHostKind = (typeof COMMENT_HOSTS)[number];

/**
 * What a comment may be on each host. Limits: GitHub 65,536 characters, GitLab 1,000,000, Azure Repos 150,000, Bitbucket 32,768; a
 * marker and a margin stay free. Bitbucket shows HTML as text, so nothing is folded there.
 */
export const HOST_COMMENTS: Readonly<Record<CommentHostKind, { readonly limit: number; readonly isFlat?: boolean }>> = {
  github: { limit: 65_000 },
  gitlab: { limit: 200_000 },
  'azure-repos': { limit: 140_000 },
  bitbucket: { limit: 32_000, isFlat: true },
};

/** What people call them. */
export const HOST_NAMES: Readonly<Record<CommentHostKind, string>> = {
  github: 'GitHub',
  gitlab: 'GitLab',
  'azure-repos': 'Azure Repos',
  bitbucket: 'Bitbucket',
};
