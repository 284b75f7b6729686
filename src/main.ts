import type { Host } from './cli/host.ts';
import { processStream, readStdin } from './cli/process-streams.ts';
import { run } from './cli/run.ts';
import { composeServices, MAX_INPUT_BYTES } from './compose.ts';
import { readConfig } from './config.ts';
import { withSettingsFiles } from './settings-files.ts';

const stop = new AbortController();
/** How long a command may take to end by itself after a signal, in milliseconds. */
const GRACE_MS = 300;
let serving = false;

function onSignal(signal: 'SIGINT' | 'SIGTERM'): void {
  const exitCode = signal === 'SIGINT' ? 130 : 143;
  if (stop.signal.aborted) process.exit(exitCode);
  stop.abort();
  if (serving) return;
  process.exitCode = exitCode;
  setTimeout(() => process.exit(exitCode), GRACE_MS).unref();
}

/** Signals are caught only for work that can be stopped in order; all else they simply end. */
function stopSignal(): AbortSignal {
  if (process.listenerCount('SIGINT') === 0) process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return stop.signal;
}

const host: Host = {
  stdout: processStream(() => process.stdout, process.env),
  environment: process.env,
  stderr: processStream(() => process.stderr, process.env),
  readStdin: () => readStdin(process.stdin, MAX_INPUT_BYTES),
  get signal() {
    return stopSignal();
  },
  services: (flags) => composeServices(readConfig(withSettingsFiles(process.env), flags)),
  mcp: async (flags, isOnline) => {
    const { serveMcp } = await import('./mcp/serve-mcp.ts');
    const services = composeServices(readConfig(withSettingsFiles(process.env), flags));
    await serveMcp(services, { folder: process.cwd(), isOnline });
  },
  serve: async (flags, page) => {
    serving = true;
    const signal = stopSignal();
    const { startServer } = await import('./server.ts');
    // Who opens a file reads one line with the address; who sets a level gets the log of a service.
    const level = page === undefined ? {} : { TOLLGATE_LOG_LEVEL: 'warn' };
    const config = readConfig({ ...level, ...withSettingsFiles(process.env) }, flags);
    const server = await startServer(config, (onJobError) => composeServices(config, onJobError), page?.opened);
    await page?.onListening(server.url);
    if (!signal.aborted) await new Promise((aborted) => signal.addEventListener('abort', aborted, { once: true }));
    await server.close();
  },
};

const exitCode = await run(process.argv.slice(2), host);
if (!stop.signal.aborted || serving) process.exitCode = exitCode;
