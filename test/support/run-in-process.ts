import type { Host, TextStream } from '../../src/cli/host.ts';
import { run } from '../../src/cli/run.ts';
import { composeServices } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';

export interface InProcessOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What the terminal is like, where there is one. */
  readonly terminal?: { readonly columns: number; readonly colour: boolean };
}

/** Runs a command line as `main.ts` does, without a process of its own: for the many cases that end the same way. */
export async function tollgateInProcess(args: readonly string[], options: InProcessOptions = {}) {
  const environment = { TOLLGATE_OFFLINE: 'true', TOLLGATE_PRICING_CACHE: '/nonexistent', ...options.env };
  const written = { out: '', err: '' };
  const stream = (name: keyof typeof written): TextStream => ({
    isTerminal: options.terminal !== undefined,
    colour: options.terminal?.colour ?? false,
    columns: options.terminal?.columns,
    write: async (text) => {
      written[name] += text;
    },
  });
  const host: Host = {
    stdout: stream('out'),
    stderr: stream('err'),
    environment,
    readStdin: async () => Buffer.from(options.input ?? ''),
    signal: new AbortController().signal,
    services: (flags) => composeServices(readConfig(environment, flags)),
    mcp: async () => {
      throw new Error('no test in this process serves');
    },
    serve: async () => {
      throw new Error('no test in this process serves');
    },
  };
  return { code: await run(args, host), ...written };
}
