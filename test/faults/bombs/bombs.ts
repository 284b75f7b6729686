import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault, Tried } from '../outcome.ts';
import { runTollgate } from '../process.ts';
import { DOCUMENT_BOMBS, zipOf } from './documents.ts';
import { BILL_BOMBS, THROUGHPUT_BOMBS } from './tables.ts';

/** MiB: half a gigabyte of text may be read whole, twice as UTF-16, beside one database of a gigabyte. */
const MOST_MEMORY = 2560;

const APP = 'examples/app.yaml';
const ZIPS: Readonly<Record<string, (folder: string) => string>> = {
  'a bill in a zip that grows a thousand times': (folder) => written(folder, zipOf(1, 2 ** 30 - 1)),
  'a zip of 60,000 members': (folder) => written(folder, zipOf(60_000, 1000)),
};

function written(folder: string, bytes: Uint8Array): string {
  writeFileSync(`${folder}/bill.zip`, bytes);
  return `${folder}/bill.zip`;
}

/** A policy that takes a matcher that goes back and forth for ever. */
const policy = (folder: string): readonly string[] => {
  const network = (name: string, resource: string): string => {
    const document = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: resource }],
    };
    const endpoint = {
      id: 'e',
      vpc: 'v',
      type: 'Interface',
      service: 'com.amazonaws.us-east-1.ssm',
      azs: ['use1-az1'],
      policy: document,
    };
    writeFileSync(
      `${folder}/${name}.json`,
      JSON.stringify({
        schema: 'tollgate/topology@1',
        region: 'us-east-1',
        vpcs: [{ id: 'v' }],
        endpoints: [endpoint],
      }),
    );
    return `${folder}/${name}.json`;
  };
  return [
    'diff',
    '--compare-to',
    network('base', `arn:aws:s3:::${'*a'.repeat(200)}b`),
    '--path',
    network('head', `arn:aws:s3:::${'a'.repeat(20_000)}`),
  ];
};

type Words = (folder: string) => readonly string[] | Promise<readonly string[]>;

const WAYS: Readonly<Record<string, Words>> = {
  ...ways(THROUGHPUT_BOMBS, (path) => ['headroom', '--path', APP, '--traffic', path]),
  ...ways(BILL_BOMBS, (path) => ['reconcile', '--path', APP, '--bill', path]),
  ...ways(ZIPS, (path) => ['reconcile', '--path', APP, '--bill', path]),
  ...ways(DOCUMENT_BOMBS, (path) => ['breakdown', '--path', path]),
  'a policy of 200 wildcards against 20,000 letters': policy,
};

function ways(
  bombs: Readonly<Record<string, (folder: string) => string | Promise<string>>>,
  words: (path: string) => readonly string[],
): Record<string, Words> {
  return Object.fromEntries(
    Object.entries(bombs).map(([name, make]) => [name, async (folder: string) => words(await make(folder))]),
  );
}

/** Small files that take a lot to read, each given to the command line. */
export const bombs: readonly Fault[] = Object.entries(WAYS).map(([kind, words]) => ({
  kind,
  tries: 1,
  mostMemory: MOST_MEMORY,
  async attempt() {
    const folder = mkdtempSync(join(tmpdir(), 'tollgate-bomb-'));
    try {
      return judged(await runTollgate(await words(folder)));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
}));

/** An answer, or an error with a code of ours: never the end of the process. */
function judged({ code, signal, err, memory, hung }: Awaited<ReturnType<typeof runTollgate>>): Tried {
  const isOurs = code === 0 || (signal === null && /\bTG\d{4}\b/.test(err) && !err.includes('a fault in Tollgate'));
  return {
    wrong: [...(hung ? (['hung'] as const) : []), ...(isOurs || hung ? [] : (['crashed'] as const))],
    memory,
    said: `${code ?? signal} ${err.slice(-300)}`,
  };
}
