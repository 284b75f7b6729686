import { afterEach, beforeEach, expect, test } from 'vitest';
import { markerLine } from '../../../src/operations/comment/marker.ts';
import { type CommentRequest, postComment } from '../../../src/operations/comment/post-comment.ts';
import { startGitlab } from '../../support/gitlab-loopback.ts';

const request = (content: string, minute = 0, fields: Partial<CommentRequest> = {}): CommentRequest => ({
  content,
  tag: 'prod',
  validAt: `2026-11-23T10:0${minute}:00.000Z`,
  behavior: 'update',
  skipNoDiff: false,
  hasChanges: true,
  ...fields,
});

let gitlab: Awaited<ReturnType<typeof startGitlab>>;
beforeEach(async () => {
  gitlab = await startGitlab();
});
afterEach(async () => {
  await gitlab.close();
});
const contents = () => gitlab.notes.map((each) => each.body.split('\n').at(-1));

test('creates, edits, leaves alone and refuses to go back', async () => {
  const host = gitlab.client();
  const url = `${gitlab.url}/group/infra/-/merge_requests/7#note_1`;
  expect(await postComment(request('one'), host)).toMatchObject({ action: 'created', url });
  expect(await postComment(request('two', 1), host)).toMatchObject({ action: 'updated', url });
  expect(await postComment(request('two', 2), host)).toMatchObject({ action: 'unchanged' });
  expect(await postComment(request('old', 0), host)).toMatchObject({ action: 'stale' });
  expect(contents()).toEqual(['two']);
});

test('a run that ends late finds a newer one, also where the newer one said the same as the oldest', async () => {
  const host = gitlab.client();
  await postComment(request('A', 1), host);
  expect(await postComment(request('A', 3), host)).toMatchObject({ action: 'unchanged' });
  expect(await postComment(request('B', 2), host)).toMatchObject({ action: 'stale' });
  expect(contents()).toEqual(['A']);
});

test('the same run again writes nothing', async () => {
  const host = gitlab.client();
  await postComment(request('A', 1), host);
  await postComment(request('A', 1), host);
  expect(gitlab.seen.filter(({ method }) => method === 'PUT')).toEqual([]);
});

test('sees only its own notes, over all pages, and no system notes', async () => {
  const marker = markerLine({ tag: 'prod', validAt: '2026-11-23T10:09:00.000Z' });
  gitlab.add(`${marker}\nplanted`, 666);
  gitlab.add(`${marker}\nsystem`, 42, true);
  for (let count = 0; count < 41; count++) gitlab.add(`chatter ${count}`, 1);
  await postComment(request('ours'), gitlab.client({ pageSize: 10 }));
  await postComment(request('ours again', 1), gitlab.client({ pageSize: 10 }));
  expect(gitlab.notes).toHaveLength(44);
  expect(contents().at(-1)).toBe('ours again');
});

test('delete-and-new leaves one note', async () => {
  for (const minute of [0, 1]) await postComment(request('x', minute, { behavior: 'new' }), gitlab.client());
  const result = await postComment(request('y', 2, { behavior: 'delete-and-new' }), gitlab.client());
  expect(result).toMatchObject({ action: 'created', retired: 2 });
  expect(contents()).toEqual(['y']);
});

test('GitLab hides nothing, and says so before anything is posted', async () => {
  const hide = postComment(request('x', 0, { behavior: 'hide-and-new' }), gitlab.client());
  await expect(hide).rejects.toMatchObject({ code: 'TG1012' });
  expect(gitlab.seen).toEqual([]);
});

test('a lost answer does not post twice, though the client would repeat it', async () => {
  gitlab.fail('POST', { status: 502 }, { afterWork: true });
  await postComment(request('x'), gitlab.client());
  expect(gitlab.notes).toHaveLength(1);
  gitlab.fail('POST', { status: 502 }, { times: 2 });
  await postComment(request('y', 0, { tag: 'dev' }), gitlab.client());
  expect(gitlab.notes).toHaveLength(2);
});

test.each([
  ['a refused token', { token: 'wrong' }, 'TG5015'],
  ['a project that is not there', { project: 'group/gone' }, 'TG5012'],
])('%s is an error with a code', async (_name, more, code) => {
  await expect(postComment(request('x'), gitlab.client(more))).rejects.toMatchObject({ code });
});

test('a read-only token is told', async () => {
  gitlab.fail('POST', { status: 403, body: { message: '403 Forbidden' } });
  await expect(postComment(request('x'), gitlab.client())).rejects.toMatchObject({ code: 'TG5011' });
});
