import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

/** A PostgreSQL server of the tests' own, in a temporary folder on a free port. */
export interface PostgresPeer {
  readonly url: string;
  /** Creates an empty database and gives its connection string. */
  createDatabase(name: string): Promise<string>;
  /** Ends it as a crash does, in the middle of everything, and leaves it down. */
  crash(): Promise<void>;
  /** Starts it again after a crash, on the same port with the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Folder of the server's programs, or undefined where PostgreSQL is not installed. */
export function postgresBin(): string | undefined {
  const roots = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'];
  const found = roots.flatMap((root) =>
    existsSync(root) ? readdirSync(root).map((name) => join(root, name, 'bin')) : [],
  );
  return found
    .filter((bin) => existsSync(join(bin, 'initdb')))
    .sort()
    .at(-1);
}

/** Starts a server. It refuses to run as root, so root hands it to the user "postgres" or "nobody". */
export async function startPostgres(): Promise<PostgresPeer> {
  const bin = postgresBin();
  if (bin === undefined) throw new Error('PostgreSQL is not installed');
  const user = unprivileged();
  const dir = mkdtempSync(join(tmpdir(), 'tollgate-pg-'));
  if (user) chownSync(dir, user.uid, user.gid);
  const data = join(dir, 'data');
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'tollgate', '-A', 'trust', '--no-sync'], {
    ...user,
    cwd: dir,
    stdio: 'ignore',
  });
  const port = await freePort();
  const options = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', dir, '-c', 'fsync=off'];
  const launch = async () => {
    const server = spawn(join(bin, 'postgres'), options, { ...user, cwd: dir, stdio: 'ignore' });
    await untilReady(bin, port);
    return server;
  };
  let server = await launch();
  const end = async (signal: 'SIGINT' | 'SIGQUIT'): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await gone;
  };
  const url = `postgresql://tollgate@127.0.0.1:${port}/postgres`;
  return {
    url,
    async createDatabase(name) {
      execFileSync(join(bin, 'createdb'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'tollgate', name], {
        stdio: 'ignore',
      });
      return `postgresql://tollgate@127.0.0.1:${port}/${name}`;
    },
    crash: () => end('SIGQUIT'),
    async restart() {
      server = await launch();
    },
    async stop() {
      await end('SIGINT');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => {
    for (const name of ['postgres', 'nobody']) {
      try {
        return Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
      } catch {}
    }
    throw new Error('no unprivileged user to run PostgreSQL as');
  };
  return { uid: id('-u'), gid: id('-g') };
}

async function untilReady(bin: string, port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      execFileSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('PostgreSQL did not start');
}
