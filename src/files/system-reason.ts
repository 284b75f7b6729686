const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'the directory does not exist',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  // PostgreSQL's own.
  '53100': 'the disk is full',
  EDQUOT: 'the quota is used up',
  ENOTDIR: 'a part of the path is not a directory',
  EISDIR: 'it is a directory',
  EMFILE: 'too many files are open',
};

/** What an error of the file system means to a user; undefined = it is none. */
export const systemReason = (error: unknown): string | undefined =>
  REASONS[String((error as { readonly code?: unknown } | undefined)?.code)];
