import type { NetworkInUse } from '../operations/resources/network/network-in-use.ts';
import type { Services } from '../operations/services.ts';

/** A stream of text to the user or to the next program. */
export interface TextStream {
  readonly isTerminal: boolean;
  /** Whether colour is wanted: a terminal, and NO_COLOR is not set. */
  readonly colour: boolean;
  /** Width of the terminal in characters, where there is one. */
  readonly columns: number | undefined;
  /** Resolves when the text is handed on. A reader that has gone away (EPIPE) is no error: the rest is dropped. */
  write(text: string | Uint8Array): Promise<void>;
}

/** Settings that flags give; they win over the environment. */
export interface Flags {
  readonly offline?: boolean | undefined;
  readonly pricingCache?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: string | undefined;
}

/** A page that shows one network instead of what scans have kept. */
export interface OpenedPage {
  readonly opened: NetworkInUse;
  /** Told the address once the page can be opened. */
  readonly onListening: (url: string) => Promise<void>;
}

/** The process as the command line sees it. `main.ts` builds the real one; tests build their own. */
export interface Host {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  /** Its environment; absent = none, as in tests. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  readonly readStdin: () => Promise<Uint8Array>;
  /** Aborted by SIGINT and SIGTERM, once it has been asked for: until then they end the process. */
  readonly signal: AbortSignal;
  readonly services: (flags: Flags) => Services;
  /** Runs the REST API with the page until the signal is aborted. */
  readonly serve: (flags: Flags, page?: OpenedPage) => Promise<void>;
  /** Serves tools on standard input and output until the client goes. */
  readonly mcp: (flags: Flags, isOnline: boolean) => Promise<void>;
}
