import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { TollgateError } from '../core/errors.ts';
import type { App } from './routes/route-group.ts';

interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Whether requests are asked for a key or token. Looked at only for an address that others can reach. */
  readonly isGuarded: () => Promise<boolean>;
}

/** Listens and gives the URL. Throws TG1512 for an address that others can reach without keys, TG1513 where it cannot listen. */
export async function listen(app: App, { host, port, isGuarded }: ListenOptions): Promise<string> {
  if (!isLoopback(host) && !(await isGuarded())) {
    throw new TollgateError('TG1512', 'Without keys the service listens on loopback only.', {
      hint: 'Make a key with `tollgate keys create`, or listen on 127.0.0.1.',
    });
  }
  try {
    // Fastify would open a second server for the other address of localhost, which nothing here drains.
    return await app.listen({ host: host === 'localhost' ? '127.0.0.1' : host, port });
  } catch (cause) {
    throw new TollgateError('TG1513', `The service cannot listen on ${host}, port ${port}: ${reasonOf(cause)}.`, {
      hint: 'Choose another with --port or --host.',
      cause,
    });
  }
}

/** Whether only this machine can reach the address. A name other than localhost may resolve to anything. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || (isIP(host) !== 0 && ipaddr.process(host).range() === 'loopback');

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use',
  EACCES: 'the port needs more rights',
  EADDRNOTAVAIL: 'the address does not belong to this machine',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name cannot be looked up',
};

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return REASONS[code] ?? 'the system refused it';
}
