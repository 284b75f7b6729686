import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';

const MONTHS = [3, 6, 12];
const ALLOCATIONS = ['team', 'account', 'vpc', 'service', 'region'];

/** The page with every figure of a running service as files beside it: it opens from any web server, or from docs. */
export async function writeStatic(url: string, built: URL, target: URL): Promise<void> {
  await cp(built, target, { recursive: true });
  const page = await readFile(new URL('index.html', target), 'utf8');
  await writeFile(new URL('index.html', target), page.replace('content="service"', 'content="files"'));
  const data = new URL('data/', target);
  await mkdir(data, { recursive: true });
  const get = async (path: string): Promise<string> => answer(path, await fetch(new URL(path, url)));
  const keep = (name: string, text: string): Promise<void> => writeFile(new URL(`${name}.json`, data), text);
  const shown = await get('/v1/topology');
  const body = JSON.stringify((JSON.parse(shown) as { network: unknown }).network);
  const compute = async (path: string): Promise<string> =>
    answer(
      path,
      await fetch(new URL(path, url), { method: 'POST', headers: { 'content-type': 'application/json' }, body }),
    );
  await keep('topology', shown);
  await keep('estimate', await compute('/v1/estimates'));
  await keep('headroom', await compute('/v1/headroom'));
  await keep('recommendations', await compute('/v1/recommendations'));
  for (const months of MONTHS) await keep(`forecast-${months}`, await compute(`/v1/forecasts?months=${months}`));
  for (const by of ALLOCATIONS) await keep(`allocation-${by}`, await compute(`/v1/allocations?by=${by}`));
  for (const by of ALLOCATIONS) {
    await keep(`costs-${by}-long`, await get(`/v1/costs?groupBy=${by}&limit=7`));
  }
  await keep('costs-team', await get('/v1/costs?groupBy=team&limit=7'));
  await keep('cost-changes', await get('/v1/costs/changes'));
  await keep('advice', await get('/v1/recommendations?limit=200'));
  for (const list of ['budgets', 'diffs', 'reconciliations']) await keep(list, await get(`/v1/${list}`));
  await keep('rates-us-east-1', await get('/v1/rates?region=us-east-1'));
}

async function answer(path: string, response: Response): Promise<string> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return text;
}
