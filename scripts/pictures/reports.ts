import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EstimateDocument } from '../../src/report/report.ts';
import { tollgateInProcess } from '../../test/support/run-in-process.ts';
import { demoBill } from '../demo/demo-bill.ts';
import { demoSnapshot } from '../demo/demo-network.ts';
import { DEMO_PULLS } from '../demo/demo-requests.ts';
import { commentPage } from './comment-page.ts';
import { ownEndpoints, sharedEndpoint } from './two-networks.ts';

/** The command line of each report; `$F` is the folder with the files of the demo. */
const COMMANDS: Readonly<Record<string, string>> = {
  breakdown: 'breakdown --path $F/snapshot.json --group-by tag:team --top 8',
  diff: 'diff --no-config --path $F/diff.json --compare-to $F/snapshot.json --max-increase 100 --min-azs 2',
  headroom: 'headroom --path $F/snapshot.json',
  forecast: 'forecast --path $F/snapshot.json --months 12',
  recommend: 'recommend --path examples/twelve-vpcs.yaml',
  scenarios: 'scenarios --variant own=$F/own.json --variant hub=$F/hub.json --growth 8% --months 24',
  allocate: 'allocate --path $F/snapshot.json --by team',
  reconcile: 'reconcile --path $F/snapshot.json --bill $F/bill.csv',
};

/** A gate that is exceeded is shown in the report. */
const GATE_EXCEEDED = 2;

async function tollgate(folder: string, line: string): Promise<string> {
  const words = line.split(' ').map((word) => word.replace('$F', folder));
  const { code, out, err } = await tollgateInProcess(words);
  if (code !== 0 && code !== GATE_EXCEEDED) throw new Error(`${line}: ${err}`);
  return out;
}

/** Writes the eight reports and the comment as pages into a folder, and gives their paths by name. */
export async function writeReports(folder: string, now: Date): Promise<ReadonlyMap<string, string>> {
  await mkdir(folder, { recursive: true });
  const keep = async (name: string, content: string | object): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const snapshot = await demoSnapshot(now);
  await keep('snapshot.json', snapshot);
  const topology = DEMO_PULLS.reduce((changed, { change }) => change(changed), snapshot.topology);
  await keep('diff.json', { ...snapshot, topology });
  await keep('own.json', ownEndpoints());
  await keep('hub.json', sharedEndpoint());
  const estimate = await tollgate(folder, 'breakdown --path $F/snapshot.json --format json');
  await keep('bill.csv', demoBill(JSON.parse(estimate) as EstimateDocument, snapshot, now));
  const pages = new Map<string, string>();
  for (const [name, line] of Object.entries(COMMANDS)) {
    pages.set(name, await keep(`${name}.html`, await tollgate(folder, `${line} --format html`)));
  }
  const comment = await tollgate(folder, `${COMMANDS['diff']} --format github-comment`);
  pages.set('comment', await keep('comment.html', commentPage(comment)));
  return pages;
}
