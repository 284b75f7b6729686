import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { azureReposComments } from '../../../src/comments/azure-repos.ts';
import { withMarker } from '../../../src/operations/comment/marker.ts';
import { type CommentRequest, postComment } from '../../../src/operations/comment/post-comment.ts';
import { startAzure } from '../../support/azure-loopback.ts';
import { startBitbucketCloud, startBitbucketServer } from '../../support/bitbucket-loopback.ts';

const request = (content: string, minute = 0, fields: Partial<CommentRequest> = {}): CommentRequest => ({
  content,
  tag: 'prod',
  validAt: `2026-11-23T10:0${minute}:00.000Z`,
  behavior: 'update',
  skipNoDiff: false,
  hasChanges: true,
  ...fields,
});

describe.each([
  ['Azure Repos', startAzure, 'PATCH', false],
  ['Bitbucket Cloud', startBitbucketCloud, 'PUT', true],
  ['Bitbucket Data Center', startBitbucketServer, 'PUT', true],
] as const)('%s', (_name, start, edit, isShown) => {
  let host: Awaited<ReturnType<typeof start>>;
  beforeEach(async () => {
    host = await start();
  });
  afterEach(() => host.close());
  const said = () => host.bodies().map((each) => each.split('\n')[isShown ? 0 : 1]);

  test('creates, edits, leaves alone and refuses to go back', async () => {
    expect(await postComment(request('one'), host.client())).toMatchObject({
      action: 'created',
      url: expect.anything(),
    });
    expect(await postComment(request('two', 1), host.client())).toMatchObject({ action: 'updated' });
    expect(await postComment(request('two', 2), host.client())).toMatchObject({ action: 'unchanged' });
    expect(await postComment(request('old', 0), host.client())).toMatchObject({ action: 'stale' });
    expect(said()).toEqual(['two']);
    expect(host.asked(edit, /./)).toBe(2);
  });

  test('one comment for each tag', async () => {
    for (const tag of ['prod', 'dev', 'prod eu']) await postComment(request(tag, 0, { tag }), host.client());
    await postComment(request('dev again', 1, { tag: 'dev' }), host.client());
    expect(said()).toEqual(['prod', 'dev again', 'prod eu']);
  });

  test('new adds one, delete-and-new leaves one, hide-and-new is refused before anything is posted', async () => {
    for (const minute of [0, 1]) await postComment(request('x', minute, { behavior: 'new' }), host.client());
    expect(said()).toEqual(['x', 'x']);
    const replaced = await postComment(request('y', 2, { behavior: 'delete-and-new' }), host.client());
    expect(replaced).toMatchObject({ action: 'created', retired: 2 });
    expect(said()).toEqual(['y']);
    const posts = host.asked('POST', /./);
    const hide = postComment(request('z', 3, { behavior: 'hide-and-new' }), host.client());
    await expect(hide).rejects.toMatchObject({ code: 'TG1012', message: expect.stringContaining('cannot hide') });
    expect(host.asked('POST', /./)).toBe(posts);
  });

  test('sees its own comments alone, over all pages', async () => {
    const marker = { tag: 'prod', validAt: '2026-11-23T10:09:00.000Z' };
    host.add(withMarker('planted', marker, isShown), 'somebody else');
    for (let count = 0; count < 41; count++) host.add(`chatter ${count}`, 'somebody else');
    await postComment(request('ours'), host.client());
    await postComment(request('ours again', 1), host.client());
    expect(host.bodies()).toHaveLength(43);
    expect(said().at(-1)).toBe('ours again');
  });

  test('a comment that is removed meanwhile is posted anew', async () => {
    await postComment(request('one'), host.client());
    host.fail(edit, { status: 404, body: {} });
    expect(await postComment(request('two', 1), host.client())).toMatchObject({ action: 'created' });
  });

  test.each([
    ['lost after the work', { status: 502 }],
    ['cut', { status: 200, hangUp: true }],
  ])('an answer that is %s does not post twice', async (_what, answer) => {
    host.fail('POST', answer, { afterWork: true });
    await postComment(request('x'), host.client());
    expect(said()).toEqual(['x']);
  });

  test('a rate limit is waited for; one that asks for too long is told', async () => {
    host.fail('POST', { status: 429, headers: { 'retry-after': '1' } });
    await postComment(request('x'), host.client());
    expect(said()).toEqual(['x']);
    host.fail('GET', { status: 429, headers: { 'retry-after': '600' } });
    await expect(postComment(request('y', 1), host.client())).rejects.toMatchObject({ code: 'TG5014' });
  });

  test.each([
    ['a refused token', { token: 'wrong' }, 'TG5015'],
    ['a repository that is not there', { repository: 'gone' }, 'TG5012'],
  ])('%s is an error with a code', async (_what, more, code) => {
    await expect(postComment(request('x'), host.client(more))).rejects.toMatchObject({ code });
  });

  test('a read-only token is told', async () => {
    host.fail('POST', { status: 403, body: {} });
    await expect(postComment(request('x'), host.client())).rejects.toMatchObject({ code: 'TG5011' });
    expect(host.bodies()).toEqual([]);
  });
});

test('Bitbucket Cloud: a token of a repository, which may not ask who it is, finds its comment by the marker', async () => {
  const host = await startBitbucketCloud({ knowsUser: false });
  await postComment(request('one'), host.client());
  expect(await postComment(request('two', 1), host.client())).toMatchObject({ action: 'updated' });
  await host.close();
});

test('Bitbucket Cloud: a commit has comments of its own', async () => {
  const host = await startBitbucketCloud();
  await postComment(request('one'), host.client({ commit: 'abc123' }));
  expect(host.asked('POST', /\/commit\/abc123\/comments$/)).toBe(1);
  await host.close();
});

test('Azure Repos: an address of another form is refused', () => {
  for (const repoUrl of ['nonsense', 'https://dev.azure.com/org/project', 'ftp://x/org/p/_git/r']) {
    expect(() => azureReposComments({ token: 'x', repoUrl, number: 1 })).toThrow(/--repo-url/);
  }
});
