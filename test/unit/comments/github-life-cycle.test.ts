import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { markerLine } from '../../../src/operations/comment/marker.ts';
import { type CommentRequest, postComment } from '../../../src/operations/comment/post-comment.ts';
import { startGithub } from '../../support/github-emulator.ts';

const at = (minute: number): string => `2026-11-23T10:${String(minute).padStart(2, '0')}:00.000Z`;

const request = (content: string, fields: Partial<CommentRequest> = {}): CommentRequest => ({
  content,
  tag: 'prod',
  validAt: at(0),
  behavior: 'update',
  skipNoDiff: false,
  hasChanges: true,
  ...fields,
});

let github: Awaited<ReturnType<typeof startGithub>>;
beforeEach(async () => {
  github = await startGithub();
});
afterEach(async () => {
  await github.close();
});

const contents = async () => (await github.list()).map((each) => each.body.split('\n').slice(1).join('\n'));

describe('update', () => {
  test('creates, then edits the same comment, then moves only its time when it says the same', async () => {
    const host = github.client();
    expect(await postComment(request('one'), host)).toMatchObject({ action: 'created' });
    const updated = await postComment(request('two', { validAt: at(1) }), host);
    expect(updated).toMatchObject({ action: 'updated', url: expect.stringContaining('/net/infra/') });
    expect(await postComment(request('two', { validAt: at(2) }), host)).toMatchObject({ action: 'unchanged' });
    const [comment] = await github.list();
    expect(comment?.body).toBe(`${markerLine({ tag: 'prod', validAt: at(2) })}\ntwo`);
    expect(await contents()).toEqual(['two']);
  });

  test('a run that ends late finds a newer one, also where the newer one said the same as the oldest', async () => {
    const host = github.client();
    await postComment(request('A', { validAt: at(1) }), host);
    expect(await postComment(request('A', { validAt: at(3) }), host)).toMatchObject({ action: 'unchanged' });
    expect(await postComment(request('B', { validAt: at(2) }), host)).toMatchObject({ action: 'stale' });
    expect(await contents()).toEqual(['A']);
    expect(await postComment(request('B', { validAt: at(4) }), host)).toMatchObject({ action: 'updated' });
  });

  test('an older run never overwrites a newer one, whatever the order they end in', async () => {
    const host = github.client();
    await postComment(request('newer', { validAt: at(5) }), host);
    for (const behavior of ['update', 'hide-and-new', 'delete-and-new'] as const) {
      expect(await postComment(request('older', { validAt: at(4), behavior }), host)).toMatchObject({
        action: 'stale',
      });
    }
    expect(await contents()).toEqual(['newer']);
  });

  test('two tags are two comments, also where one is part of the other', async () => {
    const host = github.client();
    await postComment(request('non-prod', { tag: 'non-prod' }), host);
    await postComment(request('prod', { tag: 'prod' }), host);
    await postComment(request('prod again', { tag: 'prod', validAt: at(1) }), host);
    await postComment(request('odd', { tag: 'prod, valid-at=) .*' }), host);
    expect(await contents()).toEqual(['non-prod', 'prod again', 'odd']);
    await postComment(request('odd again', { tag: 'prod, valid-at=) .*', validAt: at(1) }), host);
    expect(await contents()).toEqual(['non-prod', 'prod again', 'odd again']);
  });

  test('the longest tag is found again; one that could not be is refused before anything is asked', async () => {
    const host = github.client();
    const tag = '\u6771'.repeat(128);
    await postComment(request('one', { tag }), host);
    expect(await postComment(request('two', { tag, validAt: at(1) }), host)).toMatchObject({ action: 'updated' });
    for (const wrong of ['', 'x'.repeat(129), '\ud800'])
      await expect(postComment(request('three', { tag: wrong }), host)).rejects.toMatchObject({ code: 'TG1012' });
    expect(await contents()).toEqual(['two']);
  });

  test('a marker planted by somebody else, or not on the first line, is no comment of ours', async () => {
    const marker = markerLine({ tag: 'prod', validAt: at(59) });
    await github.post(`${marker}\nplanted`);
    await github.post(`quoting:\n${marker}\nour own words`, 'ours');
    await postComment(request('ours'), github.client());
    expect(await contents()).toEqual(['planted', `${marker}\nour own words`, 'ours']);
  });

  test('finds its comment among 41 over pages, the newest of several', async () => {
    const host = () => github.client({ pageSize: 10 });
    for (let count = 0; count < 20; count++) await github.post(`chatter ${count}`);
    await postComment(request('first', { behavior: 'new' }), host());
    for (let count = 0; count < 19; count++) await github.post(`chatter ${count}`);
    await postComment(request('second', { behavior: 'new' }), host());
    expect(await github.list()).toHaveLength(41);
    expect(await postComment(request('third', { validAt: at(1) }), host())).toMatchObject({ action: 'updated' });
    const all = await contents();
    expect(all).toHaveLength(41);
    expect([all[20], all[40]]).toEqual(['first', 'third']);
  });

  test('a comment that vanished meanwhile is posted anew', async () => {
    const host = github.client();
    await postComment(request('one'), host);
    const [comment] = await github.list();
    const vanishing = {
      ...host,
      update: async (id: string, body: string) => {
        await github.remove(comment?.id ?? 0);
        return host.update(id, body);
      },
    };
    expect(await postComment(request('two', { validAt: at(1) }), vanishing)).toMatchObject({ action: 'created' });
    expect(await contents()).toEqual(['two']);
  });
});

describe('skip-no-diff', () => {
  const calm = (content: string, fields: Partial<CommentRequest> = {}) =>
    request(content, { hasChanges: false, skipNoDiff: true, ...fields });

  test('posts no first comment where nothing changed, but brings an existing one up to date', async () => {
    const host = github.client();
    expect(await postComment(calm('no change'), host)).toMatchObject({ action: 'skipped' });
    expect(await contents()).toEqual([]);
    await postComment(request('a change'), host);
    expect(await postComment(calm('no change', { validAt: at(1) }), host)).toMatchObject({ action: 'updated' });
    expect(await contents()).toEqual(['no change']);
  });
});

describe('new and delete-and-new', () => {
  test('new always posts', async () => {
    const host = github.client();
    await postComment(request('same', { behavior: 'new' }), host);
    await postComment(request('same', { behavior: 'new' }), host);
    expect(await contents()).toEqual(['same', 'same']);
  });

  test('delete-and-new leaves one comment of the tag, and nothing of anybody else is touched', async () => {
    const host = github.client();
    await github.post('a human word');
    await postComment(request('one', { behavior: 'new' }), host);
    await postComment(request('two', { behavior: 'new', validAt: at(1) }), host);
    await postComment(request('other', { tag: 'dev' }), host);
    const result = await postComment(request('three', { behavior: 'delete-and-new', validAt: at(2) }), host);
    expect(result).toMatchObject({ action: 'created', retired: 2 });
    expect((await github.list()).map((each) => each.body.split('\n').at(-1))).toEqual([
      'a human word',
      'other',
      'three',
    ]);
  });
});

describe('a target that is not there', () => {
  test('is an error with a code, not a stack trace', async () => {
    await expect(postComment(request('x'), github.client({ number: 999 }))).rejects.toMatchObject({ code: 'TG5012' });
    await expect(postComment(request('x'), github.client({ repo: 'gone' }))).rejects.toMatchObject({ code: 'TG5012' });
  });
});
