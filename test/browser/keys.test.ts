import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PostgresPeer, postgresBin, startPostgres } from '../support/postgres.ts';
import { type Opened, openDemo, openView, settled } from './support/browser.ts';

/** The state of this suite lies in PostgreSQL where it is installed (and by force with REQUIRE_PEERS=1); of all others in PGlite. */
let postgres: PostgresPeer | undefined;
let demo: Opened;
let admin = '';

interface Key {
  readonly key: string;
  readonly record: { readonly id: string };
}

async function makeKey(settings: object): Promise<Key> {
  const answer = await fetch(`${demo.url}/v1/keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(admin !== '' && { authorization: `Bearer ${admin}` }) },
    body: JSON.stringify({ name: 'test', ...settings }),
  });
  expect(answer.status).toBe(201);
  return (await answer.json()) as Key;
}

beforeAll(async () => {
  const isThere = postgresBin() !== undefined || process.env['REQUIRE_PEERS'] === '1';
  postgres = isThere ? await startPostgres() : undefined;
  demo = await openDemo(await postgres?.createDatabase('page'));
  admin = (await makeKey({ scope: 'admin' })).key;
});
afterAll(async () => {
  await demo?.close();
  await postgres?.stop();
});

async function opened(view: string, key: string) {
  const page = await demo.browser.newPage();
  await page.goto(`${demo.url}/#/${view}`);
  await page.fill('#key', key);
  await page.click('text=Continue');
  await settled(page);
  return page;
}

const card = '.card >> nth=0';

test('a key that may read sees what was decided and no button; one that may write has them', async () => {
  const read = await opened('recommendations', (await makeKey({ scope: 'read' })).key);
  await read.click(card);
  await read.waitForSelector('text=Evidence');
  expect(await read.getByRole('button', { name: 'Accept', exact: true }).count()).toBe(0);
  await read.close();
  const write = await opened('recommendations', (await makeKey({ scope: 'write' })).key);
  await write.click(card);
  await write
    .getByRole('button', { name: /^(?:Accept|Open again|Mark as done)$/ })
    .first()
    .waitFor();
  await write.close();
});

test('a key for some accounts has no view of what speaks of all', async () => {
  const page = await opened('bill', (await makeKey({ scope: 'read', accounts: ['111122223333'] })).key);
  await page.waitForSelector('text=No bill yet');
  expect(await page.locator('nav a').allTextContents()).not.toContain('Changes');
  await page.close();
});

test('a key that is revoked while the page is open leads back to signing in, and loses nothing that was typed', async () => {
  const { record, key } = await makeKey({ scope: 'write' });
  const page = await opened('recommendations?state=open', key);
  await page.click(card);
  await page.getByRole('button', { name: 'Dismiss', exact: true }).click();
  await page.getByLabel('Why it is not to be done').fill('The team moves out in March.');
  const headers = { authorization: `Bearer ${admin}` };
  expect((await fetch(`${demo.url}/v1/keys/${record.id}`, { method: 'DELETE', headers })).status).toBe(200);
  await page.getByRole('button', { name: 'Dismiss with this reason' }).click();
  await page.getByText('The key has expired or was revoked (TG1517).').waitFor();
  expect(await page.locator('.view').isVisible()).toBe(false);
  await page.fill('#key', (await makeKey({ scope: 'write' })).key);
  await page.click('text=Continue');
  await settled(page);
  const reason = page.getByLabel('Why it is not to be done');
  expect(await reason.inputValue()).toBe('The team moves out in March.');
  await page.getByRole('button', { name: 'Dismiss with this reason' }).click();
  await page.getByText('The team moves out in March.').first().waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForSelector('text=This service needs a key');
  expect(await page.textContent('main')).not.toContain('$');
  await page.close();
});

test('without a key nothing is shown but the question for one', async () => {
  const { page } = await openView(demo, '');
  expect(await page.textContent('main')).not.toContain('$');
  await page.close();
});
