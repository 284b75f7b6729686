#!/usr/bin/env node
import type { Host } from './cli/host.ts';
import { processStream, readStdin } from './cli/process-streams.ts';
import { run } from './cli/run.ts';

const stop = new AbortController();
/** How long a command may take to end by itself after a signal, in milliseconds. */
const GRACE_MS = 300;
let graceful = false;

function onSignal(signal: 'SIGINT' | 'SIGTERM'): void {
  const exitCode = signal === 'SIGINT' ? 130 : 143;
  if (stop.signal.aborted) process.exit(exitCode);
  stop.abort();
  if (graceful) return;
  process.exitCode = exitCode;
  setTimeout(() => process.exit(exitCode), GRACE_MS).unref();
}
process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);

const host: Host = {
  stdout: processStream(process.stdout, process.env),
  stderr: processStream(process.stderr, process.env),
  readStdin: () => readStdin(process.stdin),
  signal: stop.signal,
  services: async (flags) => {
    const [{ readConfig }, { composeServices }] = await Promise.all([import('./config.ts'), import('./compose.ts')]);
    return composeServices(readConfig(process.env, flags));
  },
  serve: async (flags) => {
    graceful = true;
    const [{ readConfig }, { composeServices }, { startServer }] = await Promise.all([
      import('./config.ts'),
      import('./compose.ts'),
      import('./server.ts'),
    ]);
    const config = readConfig(process.env, flags);
    const server = await startServer(config, composeServices(config));
    if (!stop.signal.aborted)
      await new Promise((ended) => stop.signal.addEventListener('abort', ended, { once: true }));
    await server.close();
  },
};

const exitCode = await run(process.argv.slice(2), host);
if (!stop.signal.aborted || graceful) process.exitCode = exitCode;
