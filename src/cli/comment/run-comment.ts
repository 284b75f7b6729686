import { appendFile } from 'node:fs/promises';
import { TollgateError } from '../../core/errors.ts';
import { commentContent, readSavedDiff } from '../../operations/comment/comment-content.ts';
import type { CommentHost, CommentTarget } from '../../operations/comment/comment-host.ts';
import { markerLine } from '../../operations/comment/marker.ts';
import { outcomeText } from '../../operations/comment/outcome-text.ts';
import { type Behavior, type CommentRequest, postComment } from '../../operations/comment/post-comment.ts';
import type { Services } from '../../operations/services.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readInput } from '../input.ts';

export interface CommentOptions {
  readonly host: CommentHost['kind'];
  readonly path: string;
  readonly repo?: string | undefined;
  readonly number?: string | undefined;
  readonly url?: string | undefined;
  readonly behavior: Behavior;
  readonly tag: string;
  readonly title?: string | undefined;
  readonly skipNoDiff?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}

/** Posts the saved diff. Standard output carries the address of the comment, or with --dry-run its text. */
export async function runComment(options: CommentOptions, host: Host, services: Services): Promise<ExitCode> {
  const { name, content } = await readInput(options.path, host, services);
  const request = requestOf(await readSavedDiff(name, content), services.pipeline.runUrl, options);
  if (options.dryRun === true) {
    await host.stdout.write(`${markerLine(request)}\n${request.content}`);
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

function requestOf(
  diff: Awaited<ReturnType<typeof readSavedDiff>>,
  runUrl: string | undefined,
  options: CommentOptions,
): CommentRequest {
  return {
    content: commentContent(diff, { title: options.title, runUrl }),
    tag: options.tag,
    validAt: diff.generatedAt,
    behavior: options.behavior,
    skipNoDiff: options.skipNoDiff === true,
    hasChanges: diff.changes.length > 0,
  };
}

function targetOf({ host, repo, number, url }: CommentOptions, { commentDefaults }: Services): CommentTarget {
  const repository = repo ?? commentDefaults.repository[host];
  const text = number ?? commentDefaults.number[host];
  if (repository === undefined) throw new TollgateError('TG1012', 'No --repo is given.', { hint: 'Give OWNER/NAME.' });
  if (text === undefined || !/^[1-9]\d{0,9}$/.test(text)) {
    const flag = host === 'github' ? '--pull-request' : '--merge-request';
    throw new TollgateError('TG1012', `${flag} is not a number.`, {
      hint: 'Give the number of the request to comment on.',
    });
  }
  return { host, repository, number: Number(text), url };
}

/** A run of a fork may not write: the report then goes to the job summary, where there is one. */
async function fallBack(error: unknown, request: CommentRequest, host: Host, services: Services): Promise<void> {
  const { jobSummary } = services.commentDefaults;
  if (!(error instanceof TollgateError) || error.code !== 'TG5011' || jobSummary === undefined) throw error;
  await appendFile(jobSummary, `${request.content}\n`);
  await host.stderr.write('The token may not write comments (a fork?); the report went to the job summary instead.\n');
}
