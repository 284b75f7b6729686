import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CommentRequest, postComment } from '../../../src/operations/comment/post-comment.ts';
import { startFaultyGithub } from '../../support/github-loopback.ts';

const request = (content: string, fields: Partial<CommentRequest> = {}): CommentRequest => ({
  content,
  tag: 'prod',
  validAt: '2026-11-23T10:00:00.000Z',
  behavior: 'update',
  skipNoDiff: false,
  hasChanges: true,
  ...fields,
});

let github: Awaited<ReturnType<typeof startFaultyGithub>>;
beforeEach(async () => {
  github = await startFaultyGithub();
});
afterEach(async () => {
  await github.close();
});

const CREATE = /\/issues\/1\/comments$/;

test('an equal comment carries the time of the newest run, so that a late one is stale', async () => {
  const at = (hour: number) => ({ validAt: `2026-11-23T1${hour}:00:00.000Z` });
  await postComment(request('A', at(1)), github.client());
  expect(await postComment(request('A', at(3)), github.client())).toMatchObject({ action: 'unchanged' });
  expect(await postComment(request('B', at(2)), github.client())).toMatchObject({ action: 'stale' });
  expect(github.comments.map(({ body }) => body.split('\n').at(-1))).toEqual(['A']);
});

describe('failures that pass', () => {
  test('502 twice, then success: posted once', async () => {
    github.fail('POST', CREATE, { status: 502 }, { times: 2 });
    expect(await postComment(request('x'), github.client())).toMatchObject({ action: 'created' });
    expect(github.comments).toHaveLength(1);
    expect(github.asked('POST', CREATE)).toBe(3);
  });

  test.each([
    ['502', { status: 502 }],
    ['a cut connection', { status: 0, hangUp: true }],
  ])('an answer that is lost after the comment was made (%s) does not post twice', async (_name, answer) => {
    github.fail('POST', CREATE, answer, { afterWork: true });
    const result = await postComment(request('x'), github.client());
    expect(result).toMatchObject({ action: 'created', url: expect.stringContaining('issuecomment-1') });
    expect(github.comments).toHaveLength(1);
    expect(github.asked('POST', CREATE)).toBe(1);
  });

  test('the lost comment is recognised though the host gives other line ends back', async () => {
    github.fail('POST', CREATE, { status: 502 }, { afterWork: true });
    github.mode.lineEnds = '\r\n';
    await postComment(request('x\ny'), github.client());
    expect(github.comments).toHaveLength(1);
  });

  test('an equal comment of an earlier run is not taken for the lost one', async () => {
    await postComment(request('x', { behavior: 'new' }), github.client());
    github.fail('POST', CREATE, { status: 503 });
    await postComment(request('x', { behavior: 'new' }), github.client());
    expect(github.comments).toHaveLength(2);
  });

  test('the secondary rate limit is waited out as GitHub asks', async () => {
    const limited = {
      status: 403,
      headers: { 'retry-after': '1' },
      body: { message: 'You have exceeded a secondary rate limit.' },
    };
    github.fail('POST', CREATE, limited);
    const start = Date.now();
    expect(await postComment(request('x'), github.client())).toMatchObject({ action: 'created' });
    expect(Date.now() - start).toBeGreaterThanOrEqual(1000);
  });

  test('a wait beyond all patience is an error that says so', async () => {
    github.fail('POST', CREATE, { status: 429, headers: { 'retry-after': '3600' } });
    await expect(postComment(request('x'), github.client())).rejects.toMatchObject({ code: 'TG5014' });
    expect(github.asked('POST', CREATE)).toBe(1);
  });
});

describe('failures that stay', () => {
  test.each([
    [401, 'Bad credentials', 'TG5015'],
    [403, 'Resource not accessible by integration', 'TG5011'],
    [404, 'Not Found', 'TG5012'],
    [422, 'Body is too long (maximum is 65536 characters)', 'TG5013'],
  ])('%d is told once, without repeating the request or showing the token', async (status, message, code) => {
    github.fail('POST', CREATE, { status, body: { message } }, { times: 9 });
    const error = await postComment(request('secret-body-canary'), github.client()).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code });
    expect(github.asked('POST', CREATE)).toBe(1);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/canary/);
  });

  test('a host that never answers well is given up', async () => {
    github.fail('POST', CREATE, { status: 500 }, { times: 9 });
    await expect(postComment(request('x'), github.client())).rejects.toMatchObject({ code: 'TG5010' });
    expect(github.asked('POST', CREATE)).toBe(5);
  });

  test('a host that is not there', async () => {
    const client = github.client();
    await github.close();
    await expect(postComment(request('x'), client)).rejects.toMatchObject({ code: 'TG5016' });
  });
});

describe('the token of a workflow run', () => {
  const bot = { login: 'github-actions[bot]', type: 'Bot' };
  beforeEach(() => {
    github.mode.restUser = false;
    github.mode.author = bot;
  });

  test('is recognised through GraphQL, and finds its own comment again', async () => {
    await postComment(request('one'), github.client());
    expect(await postComment(request('two'), github.client())).toMatchObject({ action: 'updated' });
    expect(github.comments.map((each) => each.body.split('\n')[1])).toEqual(['two']);
  });

  test("a user who took the bot's name is not the bot", async () => {
    await postComment(request('one'), github.client());
    const [first] = github.comments;
    if (!first) throw new Error('no comment');
    github.comments.splice(0, 1, { ...first, user: { login: 'github-actions', type: 'User' } });
    expect(await postComment(request('two'), github.client())).toMatchObject({ action: 'created' });
    expect(github.comments).toHaveLength(2);
  });
});

describe('hide-and-new', () => {
  test('minimises what still shows, once, and posts anew', async () => {
    for (const content of ['one', 'two']) await postComment(request(content, { behavior: 'new' }), github.client());
    const hide = (content: string) => postComment(request(content, { behavior: 'hide-and-new' }), github.client());
    expect(await hide('three')).toMatchObject({ action: 'created', retired: 2 });
    expect(await hide('four')).toMatchObject({ action: 'created', retired: 1 });
    expect(github.comments.map((each) => each.minimized)).toEqual([true, true, true, false]);
    const mutations = github.seen.filter((each) => JSON.stringify(each.body ?? '').includes('minimizeComment'));
    expect(mutations).toHaveLength(3);
  });

  test('without the right to minimise is a refusal', async () => {
    await postComment(request('one'), github.client());
    github.fail(
      'POST',
      /graphql$/,
      { status: 200, body: { errors: [{ type: 'FORBIDDEN', message: 'no' }] } },
      { times: 9 },
    );
    const again = postComment(request('two', { behavior: 'hide-and-new' }), github.client());
    await expect(again).rejects.toMatchObject({ code: 'TG5011' });
  });
});

test('a server without GraphQL says what is missing, after the new comment is posted', async () => {
  await postComment(request('one'), github.client());
  github.fail('POST', /^\/graphql$/, { status: 404, body: { message: 'Not Found' } }, { times: 9 });
  const hide = postComment(
    request('two', { validAt: '2026-11-23T11:00:00.000Z', behavior: 'hide-and-new' }),
    github.client(),
  );
  await expect(hide).rejects.toMatchObject({ code: 'TG5018', hint: expect.stringContaining('delete-and-new') });
});
