import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from './free-port.ts';

/** A Trino of one node with a Hive catalog `awsdatacatalog`, as Athena calls its own, whose tables lie under `folder`. */
export interface Trino {
  readonly url: string;
  /** Locations of external tables are `local:///NAME` below it. */
  readonly folder: string;
  stop(): Promise<void>;
}

const HOME = resolve('.cache/trino-476');
const LEAST_JAVA = 24;

/** Brings what is missing; throws where it cannot be had. */
export function installTrino(): void {
  execFileSync('test/peers/install-trino.sh', { stdio: ['ignore', 'ignore', 'inherit'] });
  javaHome();
}

function javaHome(): string {
  const roots = [process.env['JAVA_HOME'] ?? '', ...folders('/usr/lib/jvm')];
  const found = roots.find((root) => {
    const release = join(root, 'release');
    if (!existsSync(release)) return false;
    return Number(/^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, 'utf8'))?.[1]) >= LEAST_JAVA;
  });
  if (found === undefined) throw new Error(`Trino needs Java ${LEAST_JAVA} or newer`);
  return found;
}

const folders = (root: string): string[] => (existsSync(root) ? readdirSync(root).map((name) => join(root, name)) : []);

/** Starts it; ready in a quarter of a minute on an idle machine. */
export async function startTrino(): Promise<Trino> {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-trino-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const etc = join(folder, 'etc');
  mkdirSync(join(etc, 'catalog'), { recursive: true });
  const settings = (name: string, lines: readonly string[]): void => {
    writeFileSync(join(etc, name), `${lines.join('\n')}\n`);
  };
  settings('config.properties', [
    'coordinator=true',
    'node-scheduler.include-coordinator=true',
    `http-server.http.port=${port}`,
    `discovery.uri=${url}`,
    'query.max-memory-per-node=700MB',
    'query.max-memory=700MB',
    'web-ui.enabled=false',
    `catalog.config-dir=${join(etc, 'catalog')}`,
    `plugin.dir=${join(HOME, 'plugin')}`,
  ]);
  settings('catalog/awsdatacatalog.properties', [
    'connector.name=hive',
    'hive.metastore=file',
    'hive.metastore.catalog.dir=local:///metastore',
    'fs.native-local.enabled=true',
    `local.location=${folder}`,
    'hive.timestamp-precision=MICROSECONDS',
    'hive.partition-projection-enabled=true',
  ]);
  settings('log.properties', ['io.trino=WARN']);
  const log = join(folder, 'trino.log');
  const java = join(javaHome(), 'bin', 'java');
  const server: ChildProcess = spawn(
    java,
    [
      ...['-Xmx1500m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '--add-modules=jdk.incubator.vector'],
      ...[
        '-Djdk.attach.allowAttachSelf=true',
        '-Dnode.environment=test',
        '-Dnode.id=one',
        '-Dnode.internal-address=127.0.0.1',
        '-Dnode.bind-ip=127.0.0.1',
        `-Dnode.data-dir=${folder}`,
      ],
      ...[`-Dconfig=${join(etc, 'config.properties')}`, `-Dlog.levels-file=${join(etc, 'log.properties')}`],
      ...['-cp', join(HOME, 'lib', '*'), 'io.trino.server.TrinoServer'],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder },
  );
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (text) => appendFileSync(log, text));
  const stop = async (): Promise<void> => {
    if (server.exitCode === null && server.signalCode === null) {
      const gone = new Promise((done) => server.once('exit', done));
      server.kill('SIGKILL');
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(url, server);
  } catch {
    const told = existsSync(log) ? readFileSync(log, 'utf8').slice(-3000) : '';
    await stop();
    throw new Error(`Trino did not start: ${told}`);
  }
  return { url, folder, stop };
}

/** A table of the catalog that is written and read back: that needs a node which serves the catalog. */
const PROBE = [
  'CREATE SCHEMA IF NOT EXISTS awsdatacatalog.probe',
  'CREATE TABLE IF NOT EXISTS awsdatacatalog.probe.rows AS SELECT 1 AS one',
  'SELECT count(*) FROM awsdatacatalog.probe.rows',
];
const REMOVAL = ['DROP TABLE awsdatacatalog.probe.rows', 'DROP SCHEMA awsdatacatalog.probe'];

/** A node that answers, and even names itself as active, may still refuse queries of a catalog: it counts once one is answered. */
async function untilReady(url: string, server: ChildProcess): Promise<void> {
  const end = Date.now() + 400_000;
  while (Date.now() < end && server.exitCode === null) {
    let rows: unknown;
    for (const sql of PROBE) rows = await one(url, sql).catch(() => undefined);
    if (rows === 1) {
      for (const sql of REMOVAL) await one(url, sql);
      return;
    }
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error('not ready');
}

async function one(url: string, sql: string): Promise<unknown> {
  const headers = { 'X-Trino-User': 'test' };
  let answer = await (await fetch(`${url}/v1/statement`, { method: 'POST', headers, body: sql })).json();
  for (;;) {
    const { data, nextUri } = answer as { data?: unknown[][]; nextUri?: string };
    if (data?.[0]) return data[0][0];
    if (nextUri === undefined) return undefined;
    answer = await (await fetch(nextUri, { headers })).json();
  }
}
