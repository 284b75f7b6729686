import { appendFile } from 'node:fs/promises';
import { decodeText } from '../../core/decode-text.ts';
import { TollgateError } from '../../core/errors.ts';
import { commentContent } from '../../operations/comment/comment-content.ts';
import type { CommentTarget } from '../../operations/comment/comment-host.ts';
import { withMarker } from '../../operations/comment/marker.ts';
import { outcomeText } from '../../operations/comment/outcome-text.ts';
import { type Behavior, type CommentRequest, postComment } from '../../operations/comment/post-comment.ts';
import type { Services } from '../../operations/services.ts';
import { type CommentHostKind, HOST_COMMENTS } from '../../report/comment/host-limits.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readInput } from '../input.ts';
import { savedReports } from '../report/saved-reports.ts';

export interface CommentCommandOptions {
  readonly host: CommentHostKind;
  readonly paths: readonly string[];
  /** A file with the comment itself. */
  readonly commentPath?: string | undefined;
  readonly repo?: string | undefined;
  readonly number?: string | undefined;
  readonly commit?: string | undefined;
  readonly token?: string | undefined;
  readonly url?: string | undefined;
  readonly behavior: Behavior;
  readonly tag: string;
  readonly title?: string | undefined;
  readonly skipNoDiff?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}

/** Posts the saved diff. Standard output carries the address of the comment, or with --dry-run its text. */
export async function runComment(options: CommentCommandOptions, host: Host, services: Services): Promise<ExitCode> {
  const request = await requestOf(options, host, services);
  if (options.dryRun === true) {
    await host.stdout.write(withMarker(request.content, request, options.host === 'bitbucket'));
    return EXIT.done;
  }
  if (options.skipNoDiff === true && options.behavior === 'new') {
    await host.stderr.write('--skip-no-diff has no effect with --behavior new.\n');
  }
  const target = targetOf(options, services);
  try {
    const result = await postComment(request, await services.comments(target));
    await host.stderr.write(`${outcomeText(result)}\n`);
    if (result.url !== undefined) await host.stdout.write(`${result.url}\n`);
  } catch (error) {
    await fallBack(error, request, host, services);
  }
  return EXIT.done;
}

async function requestOf(options: CommentCommandOptions, host: Host, services: Services): Promise<CommentRequest> {
  const { tag, behavior, commentPath } = options;
  const request = { tag, behavior, skipNoDiff: options.skipNoDiff === true };
  if (commentPath !== undefined) {
    if (options.paths.length > 0) await host.stderr.write('--path has no effect: --comment-path gives the comment.\n');
    const content = await writtenComment(commentPath, options.host, host, services);
    return { ...request, content, validAt: services.now().toISOString(), hasChanges: true };
  }
  const report = await savedReports(options.paths, host, services);
  if (report.kind !== 'diff') {
    throw new TollgateError('TG1012', `${report.name} is an estimate: it shows no change.`, {
      hint: 'Give what tollgate diff --format json wrote, or the JSON of infracost diff.',
    });
  }
  const { document: diff } = report;
  const { runUrl } = services.pipeline;
  const content = commentContent(diff, { ...HOST_COMMENTS[options.host], title: options.title, runUrl });
  return { ...request, content, validAt: diff.generatedAt, hasChanges: diff.changes.length > 0 };
}

/** A comment that somebody else wrote, as it is. Throws TG1001 and TG1012. */
async function writtenComment(path: string, kind: CommentHostKind, host: Host, services: Services): Promise<string> {
  const content = decodeText((await readInput(path, host, services)).content, path).trim();
  const location = { file: path };
  if (content === '') throw new TollgateError('TG1001', `${path} is empty.`, { location });
  const { limit } = HOST_COMMENTS[kind];
  if (content.length <= limit) return content;
  throw new TollgateError('TG1012', `${path} has ${content.length} characters; a comment takes ${limit}.`, {
    location,
    hint: 'Shorten it, or let Tollgate write the comment: give --path instead.',
  });
}

function targetOf(options: CommentCommandOptions, { commentDefaults }: Services): CommentTarget {
  const { host, repo, number, commit, token, url } = options;
  const defaults = commentDefaults[host];
  const repository = repo ?? defaults.repository;
  if (repository === undefined) {
    const flag = host === 'azure-repos' ? '--repo-url' : '--repo';
    throw new TollgateError('TG1012', `No ${flag} is given.`, { hint: `Give ${REPOSITORIES[host]}.` });
  }
  if (commit !== undefined && number === undefined) return { host, repository, commit, token, url };
  const text = number ?? defaults.number;
  if (text === undefined || !/^[1-9]\d{0,9}$/.test(text)) {
    const flag = host === 'gitlab' ? '--merge-request' : '--pull-request';
    throw new TollgateError('TG1012', text === undefined ? `No ${flag} is given.` : `${flag} is not a number.`, {
      hint: 'Give the number of the request to comment on.',
    });
  }
  return { host, repository, number: Number(text), token, url };
}

const REPOSITORIES: Readonly<Record<CommentHostKind, string>> = {
  github: 'OWNER/NAME',
  gitlab: 'GROUP/PROJECT',
  'azure-repos': 'https://dev.azure.com/ORG/PROJECT/_git/REPO',
  bitbucket: 'WORKSPACE/NAME',
};

/** A run of a fork may not write: the report then goes to the job summary, where there is one. */
async function fallBack(error: unknown, request: CommentRequest, host: Host, services: Services): Promise<void> {
  const { jobSummary } = services.commentDefaults;
  if (!(error instanceof TollgateError) || error.code !== 'TG5011' || jobSummary === undefined) throw error;
  await appendFile(jobSummary, `${request.content}\n`);
  await host.stderr.write('The token may not write comments (a fork?); the report went to the job summary instead.\n');
}
