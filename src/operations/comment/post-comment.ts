import { TollgateError } from '../../core/errors.ts';
import { HOST_NAMES } from '../../report/comment/host-limits.ts';
import type { CommentHost, PostedComment } from './comment-host.ts';
import { contentOf, markerOf, sameBody, withMarker } from './marker.ts';

/** What happens with the comments of earlier runs. */
export const BEHAVIORS = ['update', 'new', 'hide-and-new', 'delete-and-new'] as const;
export type Behavior = (typeof BEHAVIORS)[number];

export interface CommentRequest {
  /** Markdown without marker. */
  readonly content: string;
  /** One comment per tag: an environment, a project. */
  readonly tag: string;
  /** When the content was computed (RFC 3339): an older run never overwrites a newer one. */
  readonly validAt: string;
  readonly behavior: Behavior;
  /** With true, nothing is posted where nothing changed and there is no comment yet. */
  readonly skipNoDiff: boolean;
  readonly hasChanges: boolean;
}

export interface CommentResult {
  readonly action: 'created' | 'updated' | 'unchanged' | 'stale' | 'skipped';
  readonly url: string | undefined;
  /** Earlier comments that were hidden or deleted. */
  readonly retired: number;
}

/** Use case: bring the comment of a pull request up to date. Throws TG1012 where the host cannot hide comments, TG5010 to TG5016. */
export async function postComment(request: CommentRequest, host: CommentHost): Promise<CommentResult> {
  const isShown = host.kind === 'bitbucket';
  const body = withMarker(request.content, { tag: request.tag, validAt: request.validAt }, isShown);
  if (request.behavior === 'new') return created(await host.create(body));
  if (request.behavior === 'hide-and-new' && !host.hide) {
    throw new TollgateError('TG1012', `${HOST_NAMES[host.kind]} cannot hide comments.`, {
      hint: 'Use --behavior delete-and-new.',
    });
  }
  const own = (await host.own()).filter((each) => markerOf(each.body)?.tag === request.tag);
  const newer = own.find((each) => Date.parse(markerOf(each.body)?.validAt ?? '') > Date.parse(request.validAt));
  if (newer) return { action: 'stale', url: newer.url, retired: 0 };
  if (own.length === 0 && request.skipNoDiff && !request.hasChanges)
    return { action: 'skipped', url: undefined, retired: 0 };
  return request.behavior === 'update' ? update(body, own, host) : replace(body, own, request.behavior, host);
}

const created = ({ url }: PostedComment, retired = 0): CommentResult => ({ action: 'created', url, retired });

/**
 * The newest comment is edited; one that vanished meanwhile is posted anew. Where it says the same already only its time moves on, so
 * that a run between the two that ends late finds a newer one.
 */
async function update(body: string, own: readonly PostedComment[], host: CommentHost): Promise<CommentResult> {
  const latest = own.at(-1);
  if (!latest) return created(await host.create(body));
  if (sameBody(latest.body, body)) return { action: 'unchanged', url: latest.url, retired: 0 };
  const action = contentOf(latest.body) === contentOf(body) ? 'unchanged' : 'updated';
  const edited = await host.update(latest.id, body);
  return edited ? { action, url: edited.url, retired: 0 } : created(await host.create(body));
}

/** The new comment is there before the old ones go: a failure in between leaves one too many, never none. */
async function replace(
  body: string,
  own: readonly PostedComment[],
  behavior: 'hide-and-new' | 'delete-and-new',
  host: CommentHost,
): Promise<CommentResult> {
  const posted = await host.create(body);
  if (behavior === 'hide-and-new') return created(posted, own.length === 0 ? 0 : await host.hide?.(own));
  for (const each of own) await host.remove(each.id);
  return created(posted, own.length);
}
