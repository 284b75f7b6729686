import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverSpans } from '../../../src/history/coverage.ts';
import type { Fault, Tried } from '../outcome.ts';
import { type Ended, runNode, runTollgate } from '../process.ts';
import { SCOPE, withRoot } from './history-files.ts';

/** The history's folder cannot be made: said at once, with a code. */
const inTheWay: Fault = {
  kind: 'a file where a folder should be',
  tries: 5,
  attempt: () =>
    withRoot(async (root) => {
      writeFileSync(join(root, 'throughput'), '');
      const begun = performance.now();
      const error = await coverSpans(root, SCOPE, []).catch((thrown: unknown) => thrown);
      const isSaid = (error as { readonly code?: unknown } | undefined)?.code === 'TG2104';
      return {
        wrong: [
          ...(isSaid ? [] : (['crashed'] as const)),
          ...(performance.now() - begun > 5000 ? (['hung'] as const) : []),
        ],
        said: String(error),
      };
    }),
};

/** The nobody of every system: root may write where nobody else may. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

/** A data directory that may be read and not written, for a writer of the history, the command line's keys and the service. */
const notAllowed: Fault = {
  kind: 'a data directory of another user',
  tries: 6,
  attempt: (index) =>
    withRoot(async (root) => {
      const data = join(root, 'data');
      mkdirSync(data);
      chmodSync(root, 0o755);
      chmodSync(data, 0o555);
      const user = isRoot ? { user: NOBODY } : {};
      return judged(await writer(index, data, user));
    }),
};

/** The same on a file system that is mounted for reading only, in a name space of its own. */
const readOnly: Fault = {
  kind: 'a read-only data directory',
  tries: 6,
  attempt: (index) =>
    withRoot(async (root) => {
      const mounts = `mount -t tmpfs tmpfs "$0" && mount -o remount,ro "$0" && exec "$@"`;
      return judged(await writer(index, root, { under: ['unshare', '-rm', 'sh', '-c', mounts, root] }));
    }),
};

function writer(index: number, data: string, options: { user?: number; under?: readonly string[] }): Promise<Ended> {
  const environment = { TOLLGATE_DATA_DIR: data };
  if (index % 3 === 0) return runNode('test/support/store-rows.ts', [data, '0', '10'], options);
  if (index % 3 === 1) return runTollgate(['keys', 'create', '--name', 'a'], { ...options, environment });
  return service(data, options);
}

/** The service still prices what it is sent, and /readyz reports that it cannot do more; it is ended once that was read. */
async function service(data: string, options: { user?: number; under?: readonly string[] }): Promise<Ended> {
  let ready = '';
  const ended = await runTollgate(['serve', '--port', '0'], {
    ...options,
    environment: { TOLLGATE_DATA_DIR: data },
    onOutput: (text, kill) => {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
      if (url === undefined) return;
      void fetch(`${url}/readyz`)
        .then(async (answer) => {
          ready = `${answer.status} ${await answer.text()}`;
        })
        .finally(() => kill('SIGTERM'));
    },
  });
  return ready.startsWith('503') && ready.includes('"history":"failed"') ? ended : { ...ended, err: `ready: ${ready}` };
}

function judged({ out, err, hung, signal }: Ended): Tried {
  const said = `${out} ${err}`;
  const isOurs = signal === null && /\bTG2\d{3}\b/.test(said) && !said.includes('a fault in Tollgate');
  return {
    wrong: [...(hung ? (['hung'] as const) : []), ...(isOurs || hung ? [] : (['crashed'] as const))],
    said: said.slice(-400),
  };
}

export const lockFaults: readonly Fault[] = [inTheWay, notAllowed, readOnly];
